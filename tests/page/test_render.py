"""Rendering: what others wrote shows as text, cited words are marked to the letter, exports carry their sources."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.answer import ABSTENTION, Answer, LeftOut
from corpus.article import Article, Span
from corpus.errors import CallError
from ui import fonts, render, safe, terminal
from ui.abstained import EMPTY, REASONS
from ui.export.document import of_answers
from ui.export.forms import answers_json
from ui.export.html import as_html
from ui.export.markdown import as_markdown
from ui.export.pdf import as_pdf
from ui.export.word import as_docx

EVIL = '<script>alert(1)</script> ![x](http://x.invalid/p.png) [y](javascript:alert(2)) \u202etxet\u202c \x1b[2J & "q"'
# Attributes that run, load and open nothing; the second ones hold words of others.
NAMES, WORDS = (
    ("class", "type", "data-cite", "data-pin", "data-from"),
    ("title", "aria-label", "data-copy", "data-about"),
)


def cited(marker=1, **changes):
    return {
        "marker": marker,
        "article_id": "ferry",
        "version": 1,
        "also": [],
        "title": "Ferry to resume",
        "source": "Harbour Gazette",
        "kind": "report",
        "published": "2021-05-03",
        "url": "https://harbour.invalid/ferry?a=1&b=2",
        "start": 4,
        "end": 20,
        "quote": "ferry to Gull Island will resume on 14 June",
    } | changes


def answered(*sentences, **changes):
    whole = {
        "question": "When does the ferry resume?",
        "standalone_question": "When does the ferry resume?",
        "as_of": "2021-05-09",
        "since": None,
        "until": None,
        "window_from": None,
        "abstained": False,
        "reason": None,
        "left_out": [],
        "closest": [],
        "text": " ".join(one["text"] for one in sentences),
        "sentences": list(sentences),
        "writer": "quotes",
        "timings_ms": {"total": 1200},
        "usage": {},
        "archive": {"articles": 3, "passages": 5, "newest": "2021-05-09"},
    } | changes
    return Answer.model_validate(whole)


def said(text="Harbour Gazette, 3 May 2021: “The ferry will resume on 14 June.” [1]", *citations, verdict="quote"):
    return {"text": text, "verdict": verdict, "reasons": [], "citations": list(citations) or [cited()]}


class Page(HTMLParser):
    """The tags, attributes and text of an HTML page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.marked, self._in_mark = [], [], "", "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        self._in_mark = tag == "mark"

    def handle_endtag(self, tag):
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data):
        self.text += data
        self.marked += data if self._in_mark else ""


def article(text, **changes):
    return Article(**({"title": "A title", "text": text, "published": "2021-05-03", "id": "a"} | changes))


def test_the_marked_words_are_the_quote_to_the_letter_line_breaks_included():
    text = "One & two.\n\nThree <b>four</b> “five”.\nSix."
    start = text.index("two")
    end = text.index("Six")
    page = Page(render.article(article(text), [Span(start, end)]))
    assert page.marked == text[start:end]
    assert page.text == text
    assert page.tags.count("mark") == 1


def test_a_span_outside_the_text_marks_nothing_and_hides_nothing():
    page = Page(render.article(article("Short text."), [Span(5, 500)]))
    assert page.text == "Short text." and "mark" not in page.tags


def test_a_text_of_a_megabyte_is_shown_around_the_cited_words():
    text = "word " * 200_000 + "the cited words" + " word" * 200_000
    start = text.index("the cited")
    page = render.article(article(text), [Span(start, start + 15)])
    assert Page(page).marked == "the cited words"
    assert len(page) < 2 * render.PANEL


@pytest.mark.parametrize(
    "show",
    [
        lambda: render.article(article(EVIL)),
        lambda: render.article_head(article("x", title=EVIL, source=EVIL, author=EVIL, kind=EVIL), 2),
        lambda: render.sentences(answered(said(EVIL + " [1]", cited(title=EVIL, source=EVIL))).sentences, 0),
        lambda: render.left_out([answered(left_out=[{"text": EVIL, "citations": [], "reasons": [EVIL]}]).left_out[0]]),
        lambda: render.asked(
            answered(said(), standalone_question=EVIL, writer=EVIL, as_of="2021-05-09", since="2021-05-01")
        ),
        lambda: render.archive_line(3, "2021-01-01", "2021-05-09"),
    ],
)
def test_what_others_wrote_becomes_text_never_markup(show):
    page = Page(show())
    assert set(page.tags) <= {"div", "span", "p", "button", "ul", "li", "b", "q", "mark", "br"}
    for _, name, value in page.attributes:
        assert not name.startswith("on") and name in (*NAMES, *WORDS)
        assert "javascript:" not in value or name in WORDS
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", page.text)


def test_each_marker_is_a_button_that_names_its_turn_and_source():
    page = Page(render.sentences(answered(said("Two things. [1][2]", cited(1), cited(2, title="Other"))).sentences, 3))
    assert [value for _, name, value in page.attributes if name == "data-cite"] == ["3.1", "3.2"]
    assert "Two things." in page.text and "[1]" not in page.text


def test_a_quotation_that_holds_quotation_marks_is_one_quotation():
    page = Page(render.sentences(answered(said("Gazette: “It said “we sail” on Monday.” [1]")).sentences, 0))
    assert page.tags.count("q") == 1 and "“It said “we sail” on Monday.”" in page.text


def test_an_editorial_and_the_kind_of_support_are_shown():
    page = Page(
        render.sentences(answered(said("It is bad. [1]", cited(kind="editorial"), verdict="supported")).sentences, 0)
    )
    assert "checked" in page.text and "editorial" in page.text


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.invalid/x?y=1&z=(2)", True),
        ("http://a.invalid:8080/", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.invalid/x", False),
        ("https://a.invalid/ x", False),
        ("https://user:pw@a.invalid/", False),
        ("https://a.invalid/\u202e", False),
        ('https://a.invalid/"x', False),
        ("", False),
        (None, False),
        ("http://[", False),
        ("https://a.invalid/<b>", False),
        ("https:\\\\a.invalid", False),
    ],
)
def test_only_plain_web_addresses_become_links(url, kept):
    assert (safe.link(url) == url) if kept else safe.link(url) is None


def test_markdown_of_any_text_holds_no_active_character():
    shown = safe.markdown(EVIL + " :red[a] $x$ # h\n- l `c` ~s~ |t| www.x.invalid")
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[\[\]()<>!*_`$:#|~]", re.sub(r"\\.", "", shown))


def test_on_the_page_no_icon_or_arrow_is_made_of_words():
    shown = safe.literal(":material/home: :smile: a -> b <- c -- d <= e ~= f :red[x] 7:30 co-op https://x.invalid")
    assert not re.search(r":[A-Za-z+_]|[-<>=~][-<>=~]", shown.replace("\\", ""))
    assert shown.replace("\u2060", "") == safe.markdown(shown.replace("\u2060", "").replace("\\", ""))
    assert safe.literal("A co-op at 7:30: it sails") == safe.markdown("A co-op at 7:30: it sails")


def test_a_title_of_a_megabyte_is_cut():
    assert len(safe.cut("x" * 1_000_000)) == safe.TITLE
    assert safe.cut("short  title\n") == "short title"
    assert len(render.article_head(article("x", title="t" * 1_000_000))) < 2_000


def test_the_terminal_gets_no_control_characters():
    shown = terminal.answer_text(answered(said(f"{EVIL} [1]", cited(title=EVIL, source="a\x1b]0;b\x07"))))
    assert "\x1b" not in shown and "\x07" not in shown
    assert "[1]" in shown and "Sources:" in shown


def test_an_abstention_says_why_and_what_came_closest():
    near = {
        "rank": 1,
        "score": 0.5,
        "article_id": "ferry",
        "version": 1,
        "also": [],
        "title": "Ferry",
        "source": None,
        "kind": None,
        "published": "2021-05-03",
        "url": None,
        "start": 0,
        "end": 4,
        "text": "Text",
    }
    answer = answered(abstained=True, reason="name_absent", text=ABSTENTION, closest=[near])
    shown = terminal.answer_text(answer)
    assert shown.startswith(ABSTENTION) and REASONS["name_absent"] in shown and "ferry" in shown
    assert ABSTENTION in Page(render.abstention(answer)).text


def test_of_an_archive_without_articles_nothing_is_said_but_that_it_is_empty():
    nothing = {"articles": 0, "passages": 0, "newest": None}
    answer = answered(abstained=True, reason="not_stated", text=ABSTENTION, archive=nothing)
    for shown in (terminal.answer_text(answer), Page(render.abstention(answer)).text):
        assert EMPTY in shown and REASONS["not_stated"] not in shown


@pytest.fixture
def two_answers():
    first = answered(
        said(), said("It costs nine million. [2]", cited(2, start=30, end=60, quote="nine million crowns"))
    )
    again = answered(
        said("Again. [1]", cited(1)),
        said(
            f"{EVIL} 평화 프로세스 [2]",
            cited(
                2,
                article_id="evil",
                title=EVIL,
                source=EVIL,
                kind="editorial",
                url="javascript:alert(3)",
                quote="한반도 평화 프로세스 " + EVIL,
            ),
        ),
        question="And 서울?",
    )
    return [first, again]


def look(id, version):
    """The archive's article; of "evil" the archive knows nothing any more."""
    if id == "evil":
        raise CallError("gone")
    return article("x", author="Mara Quill", updated="2021-05-04T10:00", version=version)


def made(answers):
    return of_answers(answers, title=answers[0].question, archive="archive", today="2026-11-02", look=look)


def test_a_source_is_an_article_with_one_number_and_each_quotation_stands_once(two_answers):
    document = made(two_answers)
    assert [one.number for one in document.sources] == [1, 2]
    assert [numbers for part in document.parts for line in part.lines for _, numbers in line.said] == [
        (1,),
        (1,),
        (1,),
        (2,),
    ]
    assert document.sources[0].url == "https://harbour.invalid/ferry?a=1&b=2" and document.sources[1].url is None
    assert document.sources[0].about == (
        "Mara Quill: Ferry to resume. Harbour Gazette, report, 3 May 2021, updated 4 May 2021. ferry, version 1."
    )
    assert document.sources[0].quotes == ("ferry to Gull Island will resume on 14 June", "nine million crowns")
    whole = said("Gazette: “The ferry to Gull Island will resume on 14 June.” [1]")
    assert made([answered(whole, whole)]).sources[0].quotes == ()
    assert "3 articles" in document.footer and "2 November 2026" in document.footer and "quotes" in document.footer


def test_markdown_and_html_exports_carry_sources_and_no_markup_of_others(two_answers):
    document = made(two_answers)
    text = as_markdown(document).decode()
    assert (
        "<https://harbour.invalid/ferry?a=1&b=2>" in text
        and "한반도 평화 프로세스" in text
        and "](javascript" not in text
    )
    page = Page(as_html(document).decode())
    assert "script" not in page.tags and "img" not in page.tags
    links = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    assert links == ["#note-1", "#note-1", "#note-1", "#note-2", "https://harbour.invalid/ferry?a=1&b=2"]
    for quote in (quote for source in document.sources for quote in source.quotes):
        assert page.text.count(quote) == 1
    assert "\ufffd[31mred\ufffd" in as_html(replace(document, statement="\x1b[31mred\ud800")).decode()


def test_the_remarks_on_an_answer_stand_under_it_once(two_answers):
    noted = [one.model_copy(update={"notes": ["3/7 was read as 3 July."]}) for one in two_answers]
    text = as_markdown(made(noted)).decode()
    assert text.count("3/7 was read as 3 July\\.") == 1 and text.count("**Note\\:**") == 1


def test_the_word_export_opens_with_live_links_and_a_footer(two_answers):
    from docx import Document

    word = Document(io.BytesIO(as_docx(made(two_answers))))
    text = "\n".join(one.text for one in word.paragraphs)
    assert "한반도 평화 프로세스" in text and "[1]" in text
    targets = [one.target_ref for one in word.part.rels.values() if one.is_external]
    assert set(targets) == {"https://harbour.invalid/ferry?a=1&b=2"}
    assert word.sections[0].footer.paragraphs[0].text.startswith("Archive: archive")


def test_the_pdf_export_writes_korean_and_links(two_answers):
    from pypdf import PdfReader

    from corpus.errors import WorkError

    try:
        fonts.find()
    except WorkError as exc:
        pytest.skip(str(exc))
    pdf = PdfReader(io.BytesIO(as_pdf(made(two_answers))))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "한반도 평화 프로세스" in text and "Sources" in text and "Archive: archive" in text
    uris = [one.get_object()["/A"]["/URI"] for page in pdf.pages for one in page.get("/Annots") or []]
    assert set(uris) == {"https://harbour.invalid/ferry?a=1&b=2"}


def test_the_json_export_holds_the_answers_whole(two_answers):
    whole = json.loads(answers_json(two_answers, archive="archive", today="2026-11-02"))
    assert [Answer.model_validate(one) for one in whole["answers"]] == two_answers


def test_words_at_fault_are_underlined_and_the_blank_before_them_stays():
    one = LeftOut(text="It will cost 95 crowns. [1]", citations=[], reasons=["says 95"])
    page = Page(render.left_out([one], lambda _: [Span(13, 15)]))
    assert "It will cost 95 crowns." in page.text and "u" in page.tags
