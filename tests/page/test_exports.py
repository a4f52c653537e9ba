"""Tricks in titles, outlets, links, quotations: each export, opened again, says the words and plays none."""

import io
import json
import re
import zipfile
from typing import NamedTuple

import pytest
from lxml import html as lxml_html

from assistant.answer import Answer
from corpus.article import Article
from tests.page.test_render import answered, cited
from tests.support.chat_server import Reply, chat_server
from tests.support.page import make_archive
from ui import render, safe, terminal
from ui.cli.main import main
from ui.export.document import of_answers
from ui.export.forms import FORMS as MADE
from ui.export.forms import answers_json

FORMS = ("md", "html", "docx", "pdf")
GOOD = "https://harbour.invalid/ferry?a=1&b=2*_x_"
TRICKS = {
    "markup": "<script>alert(1)</script> <img src=x onerror=alert(2)> &lt;b&gt; &#60; </blockquote></li></ol>",
    "markdown": "# head ![i](http://x.invalid/p.png) [go](javascript:alert(2)) **bold** `code` | table | ~~gone~~ <u>",
    "lists": "1. one - two + three > four --- === \\ end\\",
    "reference": "[a]: http://x.invalid [^1] [go][a] <http://x.invalid> www.x.invalid a@x.invalid",
    "directives": ":red[dye] :material/home: :smile: $x^2$ $$y$$ {nb} {{ jinja }} {% raw %} =SUM(A1)",
    "controls": "a\x00b\x01\x07\x08\x0b\x0c\x1b[2J\x1b]0;t\x07\x7f\x80\x9b31m",
    "noncharacters": "a\ufffeb\uffffc\ufdd0d\U0001fffee\U0010ffff\ufff9f",
    "surrogates": "half \ud800 and \udfff half",
    "direction": "\u202etxet\u202c \u2066a\u2069 \u200fok",
    "breaks": "one\n\nSources\n\n[9] Fake title. Yonhap, 1 January 2022.\r\nhttps://x.invalid\u2028two\u2029three",
    "korean": "한반도 평화 프로세스 ―  “인용”",
}
ADDRESSES = (
    "https://bank.example@evil.example/",
    "https://bank.example:443@evil.example/",
    "https://bank.example\\@evil.example/",
    "javascript:alert(1)",
    "https://evil.example:99999/",
    "https://[::1/",
    "https://evil.example/\x1b[2J",
    "https://evil.example/\u202egnp.exe",
    "https://evil.example/a b",
    " https://evil.example/",
    "//evil.example/",
    "data:text/html,x",
)


class Read(NamedTuple):
    """What a reader of the format finds in a file."""

    headings: list[str]
    links: list[str]
    text: str
    """All of its words, a blank between any two."""


def words(text: str) -> str:
    """The text as every export shows it, whatever blanks it has."""
    return " ".join(safe.plain(text).split())


def read_md(data: bytes) -> Read:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(data.decode())
    headings, links, parts = [], [], []
    allowed = {"heading", "paragraph", "ordered_list", "bullet_list", "list_item", "blockquote", "hr", "inline"}
    assert {one.type.removesuffix("_open").removesuffix("_close") for one in tokens} <= allowed
    for before, one in zip(["", *tokens], tokens, strict=False):
        inside = one.children or []
        assert {each.type for each in inside} <= {
            "text",
            "text_special",
            "em_open",
            "em_close",
            "strong_open",
            "strong_close",
            "link_open",
            "link_close",
        }
        links += [str(each.attrs["href"]) for each in inside if each.type == "link_open"]
        said = "".join(each.content for each in inside)
        parts.append(said)
        if inside and before.type == "heading_open":
            headings.append(said)
    return Read(headings, links, words(" ".join(parts)))


def read_html(data: bytes) -> Read:
    page = lxml_html.document_fromstring(data.decode())
    tags = {one.tag for one in page.iter()}
    assert tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "a",
        "ol",
        "ul",
        "li",
        "b",
        "em",
        "div",
        "blockquote",
        "footer",
    }
    assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
    headings = [one.text_content() for one in page.iter("h1", "h2")]
    links = [one.get("href") for one in page.iter("a") if not one.get("href").startswith("#")]
    return Read(headings, links, words(" ".join(page.find("body").itertext())))


def read_docx(data: bytes) -> Read:
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert b"fldChar" not in box.read("word/document.xml") and b"instrText" not in box.read("word/document.xml")
    word = Document(io.BytesIO(data))
    headings = [one.text for one in word.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    links = [one.target_ref for one in word.part.rels.values() if one.is_external]
    return Read(
        headings,
        links,
        words(" ".join([*(one.text for one in word.paragraphs), word.sections[0].footer.paragraphs[0].text])),
    )


def read_pdf(data: bytes) -> Read:
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(data))
    links = [one.get_object()["/A"]["/URI"] for page in pdf.pages for one in page.get("/Annots") or []]
    assert "/OpenAction" not in pdf.trailer["/Root"] or "/JS" not in str(pdf.trailer["/Root"]["/OpenAction"])
    return Read([], links, words(" ".join(page.extract_text() for page in pdf.pages)))


MAKERS = {one.suffix: one.make for one in MADE.values()}


def read_ris(data: bytes) -> Read:
    import rispy

    found = rispy.loads(data.decode())
    assert data.decode().count("TY  - ") == len(found) == data.decode().count("ER  - ")
    said = [
        str(each) for one in found for value in one.values() for each in (value if isinstance(value, list) else [value])
    ]
    return Read([], [link for one in found for link in one.get("urls", [])], words(" ".join(said)))


def look(id: str, version: int | None) -> Article:
    """The archive's article: its author plays the trick too."""
    return Article("t", "x", "2021-05-03", id, author=id, version=version or 1)


READERS = {"md": read_md, "html": read_html, "docx": read_docx, "pdf": read_pdf, "ris": read_ris}


def exported(form: str, *answers: Answer) -> Read:
    """The answers in this form, read again."""
    made = of_answers(answers, title=answers[0].question, archive="harbour", today="2026-11-02", look=look)
    return READERS[form](MAKERS[form](made))


def sentence(text: str, *, verdict: str = "supported", **changes: object) -> dict:
    return {"text": f"{text} [1]", "verdict": verdict, "reasons": [], "citations": [cited(url=GOOD, **changes)]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_in_any_text_is_words_and_no_more(form, name):
    trick = TRICKS[name]
    answer = answered(
        sentence(f"The pilot wrote “{trick}” there.", quote=trick, title=trick, source=trick, article_id=trick),
        question=f"What of {trick}",
        writer=trick,
    )
    found = exported(form, answer)
    assert set(found.links) == {GOOD}
    shown = {"headings": found.headings}
    if form != "pdf":
        title = render.cut(answer.question)
        assert shown == {"headings": [words(title), words(render.cut(answer.question, 4000)), "Sources"]}
    text = "".join(found.text.split())  # a PDF breaks lines wherever they are full
    for expected in (f"The pilot wrote “{trick}” there.", trick, safe.headline(trick), safe.named(trick, 120)):
        seen = "".join(words(expected).split())
        if form == "pdf":  # its font has no sign for what is no character, and its reader gives what stands for that
            seen, held = re.sub("[^\\w\\s]", "", seen), re.sub("[^\\w\\s]", "", text)
            assert seen in held
        else:
            assert seen in text, (seen, text)
    assert not [letter for letter in found.text if ord(letter) in safe.ESCAPED or ord(letter) < 32]


@pytest.mark.parametrize("form", FORMS)
def test_an_address_that_shows_another_host_than_it_has_is_no_link(form):
    answers = [
        answered({"text": f"It sails at {at}. [1]", "verdict": "supported", "reasons": [], "citations": [made]})
        for at, made in enumerate(cited(url=address, article_id=f"a{at}") for at, address in enumerate(ADDRESSES))
    ]
    found = exported(form, *answers)
    assert found.links == [] and "evil.example" not in found.text
    assert all(f"It sails at {at}." in found.text for at in range(len(ADDRESSES)))
    assert not any("evil.example" in terminal.answer_text(answer) for answer in answers)


@pytest.mark.parametrize("form", FORMS)
def test_marks_of_others_are_never_like_those_of_a_source(form):
    marks = "[2] ［3］ 【4】 [ 5 ] [6, 7] ② ⁽⁸⁾ ⓽ ❿"
    made = sentence(f"It sails¹ on Monday {marks}.", title=f"Ferry {marks}", source=f"Gazette {marks}", quote="Ferry")
    found = exported(form, answered(made))
    assert set(re.findall(r"\[.{0,4}\]|[①-⓿❶-❿¹²³⁰-⁹［【]", found.text)) == {"[1]"}
    assert "It sails(1) on Monday (2) (3) (4) (5) (6, 7) (2) (8) (9) (10). [1]" in found.text
    lines = terminal.answer_text(answered(made))
    assert set(re.findall(r"\[.{0,4}\]|[①-⓿❶-❿¹²³⁰-⁹［【]", lines)) == {"[1]"}


@pytest.mark.parametrize("form", FORMS)
def test_an_outlet_of_a_megabyte_is_cut_wherever_it_is_named(form):
    long = "Gazette of the whole wide world " * 30_000
    found = exported(form, answered(sentence("It sails.", source=long, title=long)))
    assert len(found.text) < 2_000 and "Gazette of the whole wide world" in found.text
    assert len(terminal.answer_text(answered(sentence("It sails.", source=long, title=long)))) < 1_000


@pytest.mark.parametrize("asked", [True, False])
def test_answers_stand_under_their_questions_or_none_and_a_remark_and_a_quotation_stand_once(asked):
    notes = ["“3/7” can be read in two ways."]
    answers = [
        answered(sentence("It sails on Monday.", quote="sails on Monday"), question=f"Number {number}?", notes=notes)
        for number in range(2)
    ]
    made = of_answers(answers, title="Ferries", archive="harbour", today="2026-11-02", look=look, asked=asked)
    for form in FORMS:
        found = READERS[form](next(one.make for one in MADE.values() if one.suffix == form)(made))
        assert ("Number 0?" in found.text and "Number 1?" in found.text) == asked
        assert found.text.count("can be read in two ways") == 1 and "Ferries" in found.text
        assert found.text.count("“sails on Monday”") <= 1 and found.text.count("It sails on Monday.") == 2


@pytest.mark.parametrize("name", TRICKS)
def test_json_holds_every_word_as_it_is_and_nothing_that_a_terminal_obeys(name):
    answer = answered(sentence("It sails.", quote=TRICKS[name], title=TRICKS[name]), question=f"What of {TRICKS[name]}")
    data = answers_json([answer], archive="harbour", today="2026-11-02")
    (found,) = json.loads(data)["answers"]
    assert Answer.model_validate(found) == answer and found["sentences"][0]["citations"][0]["quote"] == TRICKS[name]
    assert not [
        letter for letter in data.decode() if ord(letter) in safe.ESCAPED or (ord(letter) < 32 and letter != "\n")
    ]


@pytest.mark.parametrize("name", TRICKS)
def test_in_a_terminal_a_trick_makes_no_line_of_its_own(name):
    trick = TRICKS[name]
    answer = answered(
        sentence(f"{trick} The pilot wrote “{trick}” there.", title=trick, source=trick, article_id=trick),
        left_out=[{"text": trick, "citations": [], "reasons": [terminal.UNANSWERED]}],
        notes=[trick],
    )
    lines = terminal.answer_text(answer).split("\n")
    assert [line for line in lines if not line.strip()] == [""] and lines.count("Sources:") == 1
    assert len(lines) == 6 and lines[-1].startswith("  [1] ") and lines[0].endswith(" [1]")
    assert not [letter for line in lines for letter in line if ord(letter) in safe.ESCAPED or ord(letter) < 32]


def test_a_terminal_is_sent_no_escape_by_any_command(tmp_path, capfd):
    trick = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"
    article = {
        "id": "ferry",
        "title": f"Ferry {trick}",
        "source": f"Gazette {trick}" * 50,
        "published": "2021-05-03",
        "text": f"The ferry to Gull Island {trick} will resume on 14 June, the harbour office said.\n\n"
        "Sources:\n  [1] Fake",
    }
    archive = make_archive(tmp_path, [article])
    (tmp_path / "bad\x1b[2J.jsonl").write_text("{", "utf-8")
    with chat_server(lambda asked: Reply(status=401, error=f"no key {trick}")) as server:
        for command in (
            ["ask", "When will the ferry to Gull Island resume?"],
            ["ask", f"When will {trick}?"],
            ["ask", "When will the ferry to Gull Island resume?", "--writer", f"openai:m{trick}"],
            ["search", "ferry", "--explain"],
            ["show", "ferry"],
            ["show", f"none {trick}"],
            ["ask", "When will the ferry resume?", "--json"],
            ["show", "ferry", "--json"],
            ["diff", "ferry"],
            ["ingest", str(tmp_path / "bad\x1b[2J.jsonl")],
            ["status"],
            [trick],
        ):
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("OPENAI_BASE_URL", server.url)
                patch.setenv("OPENAI_API_KEY", "sk-test")
                patch.setenv("BRIEFING_RETRIES", "0")
                main([*command, *(["--archive", str(archive)] if command != [trick] else [])])
            out, err = capfd.readouterr()
            assert out + err and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err), command
            assert max(map(len, (out + err).split("\n"))) < 3_000
