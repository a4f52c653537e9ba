"""Every reader of text takes time in proportion to the length of the text, whatever stands in it."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.chunking import cut
from corpus.errors import Rejected
from corpus.reading.feeds import is_feed
from corpus.reading.formats import is_page
from corpus.reading.identity import link_key, link_slug, slug
from corpus.reading.markdown import markdown
from corpus.reading.textpage import text_page
from corpus.search import match_any
from corpus.store.near_duplicates import bands, profile
from corpus.text.folding import fold, fold_with_offsets
from corpus.text.published import parse_date
from corpus.text.sentences import sentence_spans

SHORT, LONG = 10_000, 20_000
LARGEST_RATIO = 4
FLOOR = 0.05  # seconds of processor for LONG: below it a ratio says more of the machine than of the reader

READERS: dict[str, Callable[[str], object]] = {
    "sentences": sentence_spans,
    "passages": lambda text: cut(Article(text, text, "2021-03-02", "x")),
    "folding": fold,
    "folding with offsets": fold_with_offsets,
    "a date": parse_date,
    "a slug": slug,
    "a link": lambda text: link_slug(link_key(f"https://news.example/{text}?{text}")),
    "a saved page": text_page,
    "a page's first line": lambda text: text_page(f"A title\n{text}x" + "y" * 400),
    "Markdown": markdown,
    "a heading": lambda text: markdown(f"---\na: b\n---\n# {text}" + "x" * 400),
    "a body": lambda text: markdown(f"---\na: b\n---\n{text}" + "x" * 400),
    "near-copies": lambda text: bands(profile(text, text, (text,)).shingles),
    "words of a search": match_any,
    "what a file is": lambda text: (is_feed(text.encode()), is_page(text.encode())),
}
# Pieces that come near to a match of one of our patterns, and fail late.
PIECES = (
    *(
        " ",
        "\n",
        " \n",
        "\t",
        "\u00a0",
        "\u2028",
        "\u200b",
        "\u0301",
        "a\u0301",
        "ᄀ",
        "A ",
        "A.",
        "a. ",
        "...",
        "!”",
        ".[1]",
    ),
    *(
        "Mr. ",
        "MR. A",
        "SENIOR A",
        "QUESTION: ",
        "AB ",
        "A-",
        "--",
        "– ",
        "said ",
        "a, ",
        "www.",
        "a@",
        "http://",
        "/a",
        "a=b&",
    ),
    *(
        "2021-",
        "1.",
        "12 2021 ",
        "25 January ",
        "jan ",
        "last ",
        "will ",
        "will a ",
        "the next day ",
        "Friday, ",
        "2021년 1월",
    ),
    *(
        "가.",
        " 일",
        "일 전",
        "#",
        "# ",
        "---\n",
        "... \n",
        "[",
        "](",
        "( ",
        "’",
        "A’",
        "“",
        "by ",
        "posted ",
        "title: ",
        "\x00",
        "😀",
    ),
)


def seconds(reader: Callable[[str], object], text: str) -> float:
    """The least processor time of three runs; a refusal is an answer too."""
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        with suppress(Rejected):
            reader(text)
        best = min(best, time.thread_time() - began)
        if best > 2:
            break
    return best


def assert_linear(reader: Callable[[str], object], piece: str) -> None:
    long = seconds(reader, (piece * LONG)[:LONG])
    if long > FLOOR:
        short = seconds(reader, (piece * SHORT)[:SHORT])
        assert long < LARGEST_RATIO * short, f"{piece!r}: {short:.3f} s, and {long:.3f} s for twice the length"
    assert long < 2, f"{piece!r}: {long:.1f} s for {LONG:,} characters"


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_what_nearly_matches_a_pattern_takes_time_in_proportion_to_its_length(name):
    for piece in PIECES:
        assert_linear(READERS[name], piece)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(PIECES) | st.text(min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_repeated_text_takes_time_in_proportion_to_its_length(name, parts):
    assert_linear(READERS[name], "".join(parts))
