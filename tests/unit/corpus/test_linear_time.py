"""Every reader of text takes time in proportion to the length of the text, whatever stands in it."""

import pytest
from hypothesis import given

from corpus.article import Article
from corpus.chunking import cut
from corpus.reading import no_article
from corpus.reading.bundles.markdown import markdown
from corpus.reading.exports import factiva, nexis, proquest
from corpus.reading.feeds import is_feed
from corpus.reading.formats import is_page
from corpus.reading.identity import link_key, link_slug, slug
from corpus.reading.texts import several
from corpus.reading.texts.textpage import text_page
from corpus.search import match_any
from corpus.store.near_duplicates import bands, profile
from corpus.text.folding import fold, fold_with_offsets
from corpus.text.heads.corrections import goes_on_right
from corpus.text.published import parse_date
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import leads
from tests.support.linear import Reader, assert_linear, examples, mixtures

READERS: dict[str, Reader] = {
    "sentences": sentence_spans,
    "passages": lambda text: cut(Article(text, text, "2021-03-02", "x")),
    "whether it says only what was wrong": lambda text: goes_on_right(text, text, text),
    "whoever leads through a conference": lambda text: leads("Lee", text),
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
    "exports of databases": lambda text: [one.articles(text) for one in (factiva, nexis, proquest)],
    "several articles": several.parts,
    "whether it is an article": lambda text: (no_article.no_article("A title", text), no_article.without_offers(text)),
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


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_what_nearly_matches_a_pattern_takes_time_in_proportion_to_its_length(name):
    for piece in PIECES:
        assert_linear(READERS[name], piece)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
@examples(25)
@given(text=mixtures(PIECES))
def test_any_repeated_text_takes_time_in_proportion_to_its_length(name, text):
    assert_linear(READERS[name], text)
