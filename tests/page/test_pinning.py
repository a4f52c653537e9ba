"""Words of an article that were chosen by hand: a quotation with its place, held against the archive again."""

import json
import re

import pytest

from assistant.answer import LONGEST
from assistant.desk.people import Pin, Pinned
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from corpus.errors import CallError
from ui.page.parts.pinning import MOST, chosen


def longest(desk):
    """The article of the sample with the most text."""
    found = [desk.article(row.id) for row in desk.archive.browse(limit=100)]
    return max(found, key=lambda one: len(one.text))


def test_a_paragraph_becomes_quotations_that_stand_in_the_archive_and_end_with_sentences(desk, tmp_path):
    article = longest(desk)
    end = article.text.rindex(" ", 0, MOST)
    one = chosen(desk, article.id, article.version, 0, end)
    assert len(one.citations) > 1 and all(10 <= len(each.quote) <= LONGEST for each in one.citations)
    assert all(each.quote == article.text[each.start : each.end] for each in one.citations)
    assert all(each.quote.endswith(".") for each in one.citations[:-1])
    assert "".join("".join(each.quote for each in one.citations).split()) == "".join(article.text[:end].split())
    held = Pinned(title="Brief", pins=[Pin(id="a", text="Mine"), Pin(id="b", text=one.text, sentence=one)])
    file = tmp_path / "pins.json"
    file.write_text(held.model_dump_json(), "utf-8")
    assert mismatches(desk.archive, read_texts(file)) == []
    changed = json.loads(held.model_dump_json().replace(one.citations[0].quote[:10], "Invented: "))
    file.write_text(json.dumps(changed), "utf-8")
    assert any("pin 2, [1]" in line for line in mismatches(desk.archive, read_texts(file)))


def test_too_few_words_or_too_many_are_not_pinned(desk):
    article = longest(desk)
    for start, end in ((0, 3), (5, 5), (0, MOST + 500)):
        with pytest.raises(CallError, match="select 10 to 1,800 characters"):
            chosen(desk, article.id, article.version, start, end)


def test_words_at_the_ends_are_taken_whole(desk):
    article = longest(desk)
    first, *_, last = list(re.finditer(r"\b[A-Za-z]{6,}\b", article.text[:400]))
    found = chosen(desk, article.id, article.version, first.start() + 2, last.end() - 2)
    assert (found.citations[0].start, found.citations[0].end) == (first.start(), last.end())
