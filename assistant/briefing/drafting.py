"""Quotations as drafts for the gate: who published it, when, who speaks, and the words to the letter."""

import re
from collections.abc import Sequence

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.events.tellings import Telling
from assistant.language.asides import may_state
from assistant.writers.base import Cited, Draft
from assistant.writers.injection import is_planted
from corpus.article import Span
from corpus.text.metadata import plain_title
from corpus.text.speakers import shown

LONGEST_TITLE = 120  # characters of a title beside a quotation
# In a title: what would open a quotation, or close one or our brackets; not the mark of 'the Leaders’ Statement'.
_OPENING = re.compile(r"[()]|(?<!\w)[‘’']|(?<![sS])[’'](?!\w)")
CHANGED = "” Later, "  # between what somebody said first and what he said later


def attribution(one: Telling, *, titled: bool = True) -> str:
    """Who speaks a sentence, or else who published it, and when: `Ambassador Kim, 7 June 2022`. Who published what
    somebody speaks stands in the sources. With the title of its article, where it is on 'both leaders', if `titled`.
    """
    if one.speaker and one.evidence.kind != "editorial":
        return f"{shown(one.speaker)}, {phrasing.day(one.evidence.published)}"
    title = _in_brackets(one.article.title) if titled and one.titled else ""
    return f"{phrasing.attribution(one.evidence)}{title}"


def _in_brackets(title: str) -> str:
    """A title in brackets of ours: nothing in it ends them or opens a quotation. Empty for one that gives orders or, by
    a verb, states something of its own.
    """
    plain = _OPENING.sub("", plain_title(title, LONGEST_TITLE)).strip()
    return f" ({plain})" if any(map(str.isalnum, plain)) and not (is_planted(title) or may_state(plain)) else ""


def quotation(one: Telling, beside: Sequence[Telling] = (), *, named: bool = True, within: Span | None = None) -> Draft:
    """A sentence quoted, and what else bears it out cited with it; `named`: with its attribution before it.

    `within`: the words of its article that are cited for it, where these are more than its own.
    """
    who = attribution(one)
    text = f"{who}: “{one.text}”" if named else f"“{one.text}”"
    cited = Cited(one.evidence, *within) if within else one.cited
    return Draft(text, (cited, *(each.cited for each in beside)), known=(who,))


def quoted(said: Sentence) -> str:
    """What a sentence quotes of its first citation: all of it, unless that holds words of another sentence too."""
    words = said.citing(()).text.partition("“")[2].removesuffix("”")
    return words if words and words in said.citations[0].quote else said.citations[0].quote


def told_at(said: Sentence) -> list[tuple[str, int, int]]:
    """Where what a sentence tells stands in what it cites (id, start, end): of a citation that holds words of another
    sentence too, the words that are quoted.
    """
    words = said.citing(()).text.partition("“")[2].removesuffix("”")
    places = list[tuple[str, int, int]]()
    for one in said.citations:
        at = one.quote.find(words) if words else -1
        start, end = (one.start, one.end) if at < 0 else (one.start + at, one.start + at + len(words))
        places.append((one.article_id, start, end))
    return places


def published(one: Telling) -> Draft:
    """A sentence quoted under the outlet that published it, and its speaker."""
    who = ", ".join(filter(None, (phrasing.attribution(one.evidence), one.speaker and shown(one.speaker))))
    return Draft(f"{who}: “{one.text}”", (one.cited,), known=(who,))


def change(one: Telling, later: Telling, who: str) -> Draft:
    """A change of position said as one: what somebody said first, and what later, both quoted with their days; where no
    one person says both, under who says or published each.
    """
    days = [phrasing.day(each.evidence.published) if who else attribution(each) for each in (one, later)]
    first = f"{who}, first" if who else "First"
    text = f"{first}, {days[0]}: “{one.text}{CHANGED}{days[1]}: “{later.text}”"
    known = tuple(f"{who}, {attribution(each)}" if who else attribution(each) for each in (one, later))
    return Draft(text, (one.cited, later.cited), known=known)
