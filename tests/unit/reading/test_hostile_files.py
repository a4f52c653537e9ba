"""Files made to freeze, to swell or to break a reader: each is one rejection, and what lies beside it is read."""

import json
import os
import time

import pytest

from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from corpus.errors import Rejected
from corpus.reading import parsers, read
from corpus.reading.apart import limits, process
from tests.support.written_sources import EML, GOOD, HTML, PARAGRAPHS, VALID, pdf_bytes, zipped
from ui.cli.main import main

RECORD = {"title": "T", "text": "A text.", "date": "2021-03-02"}


@pytest.fixture
def reasons(tmp_path):
    """The reasons why what is in a file is refused; the file beside it is read all the same."""

    def run(name, data, articles=1):
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / "a-good.txt").write_text(GOOD)
        (folder / f"b-{name}").write_bytes(data if isinstance(data, bytes) else data.encode())
        (folder / "c-good.txt").write_text(GOOD)
        told = []
        made = list(read(folder, reject=lambda source, reason: told.append((source, reason))))
        assert [article.id for article in made][:: articles + 1 or 1] and len(made) == articles + 1
        assert all("\n" not in reason and len(reason) <= 500 for _, reason in told)
        return [reason for _, reason in told]

    return run


@pytest.fixture
def refused(reasons):
    """The one reason why a file is refused that gives nothing."""

    def run(name, data):
        (reason,) = reasons(name, data)
        return reason

    return run


# --- whatever a reader raises ---


@pytest.mark.parametrize(
    "error",
    [
        RecursionError("deep"),
        MemoryError(),
        OverflowError("large"),
        ValueError("Exceeds the limit (4300 digits) for integer string conversion"),
        AssertionError("a\nb"),
        KeyError("x"),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"),
        OSError(5, "Input/output error"),
        StopIteration(),
        Rejected("a reason of\x1b[2J its own"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_whatever_a_reader_raises_is_one_rejection_and_the_rest_goes_on(monkeypatch, refused, error):
    from corpus.reading.texts import several

    honest = several.text_page

    def broken(text, stem=""):
        if stem.startswith("b-"):
            raise error
        return honest(text, stem)

    monkeypatch.setattr("corpus.reading.texts.several.text_page", broken)
    reason = refused("x.txt", GOOD)
    assert reason and "\x1b" not in reason


def test_a_file_with_nothing_but_bad_records_tells_some_and_counts_the_others(reasons, tmp_path):
    told = reasons("x.jsonl", "{x\n" * 2_500 + json.dumps(RECORD) + "\n", articles=2)
    assert len(told) == 1_001 and told[-1] == "1,500 more of its records are refused"


def test_one_command_takes_what_can_be_taken_and_writes_its_report(tmp_path, capsys):
    hostile = {
        "a.eml": EML.replace('"Sample Letter" <desk@letter.example>', "(" * 19_000),
        "b.md": f"---\ntitle: T\ndate: 2021-03-02\nn: 0x{'f' * 10_000}\n---\nText.\n",
        "c.html": HTML.replace("<article>", "<article " + " ".join(f"a{n}=1" for n in range(100_000)) + ">"),
        "d.jsonl": json.dumps(RECORD | {"text": "x" * 11_000_000}),
        "e.docx": zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "z.txt").write_text(GOOD)
    assert main(["ingest", str(tmp_path), "--archive", str(tmp_path / ".archive"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["added"] == 1 and len(report["rejected"]) == len(hostile)


# --- YAML ---


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("n: " + "7" * 10_000, "longer than 100"),
        ("n: 0x" + "f" * 10_000, "longer than 100"),
        ("n: 0b" + "1" * 20_000, "longer than 100"),
        ("n: 1" + ":59" * 5_000, "longer than 100"),
        ("n: !!float " + "1" + "0" * 5_000, "longer than 100"),
        ("a: &a {x: 1}\nb: {<<: *a}", "merge keys"),
        ("a: &a {x: 1}\nb: {!!merge y: [*a, *a]}", "merge keys"),
        ("a: &a {x: 1}\n" + "\n".join(f"m{n + 1}: &b{n} {{<<: [*a, *a]}}" for n in range(40)), "merge keys"),
        ("a: &a [*a]", "values"),
        ("a: &a {k: *a}", "values"),
        ("a: " + "[" * 60 + "]" * 60, "deep"),
        ("a: " + "[" * 30_000, "deep"),
        ("a:\n" + "".join(" " * depth + "- \n" for depth in range(1, 300)), "YAML"),
        ("a:\n - " + "- " * 30_000, "deep"),
        ("a: &a [" + "x," * 99 + "]\nb: &b [" + "*a," * 99 + "]\nc: [" + "*b," * 99 + "]", "values"),
        ("author: &a [{name: &b [{name: x}, {name: x}]}, {name: *b}]\n? [1, 2]\n: x", "YAML"),
    ],
)
def test_front_matter_out_of_bounds_is_one_line(refused, front, reason):
    began = time.thread_time()
    assert reason in refused("x.md", f"---\ntitle: T\ndate: 2021-03-02\n{front}\n---\nText.\n")
    assert time.thread_time() - began < 3


def test_aliases_that_name_little_are_read_as_they_were(tmp_path):
    (tmp_path / "x.md").write_text("---\ntitle: &t T\ndate: 2021-03-02\nn: [*t, 1_000, 1:30, 0x1f]\n---\nText.\n")
    (article,) = read(tmp_path)
    assert article.metadata == {"n": ["T", 1000, 90, 31]}


def test_names_of_authors_inside_names_cost_no_more_than_they_are_long(tmp_path):
    nested = {"name": "x"}
    for _ in range(40):
        nested = {"name": [nested] * 2}
    record = json.dumps(
        RECORD | {"author": [{"name": "Kim"}, "Lee", 7, nested["name"][0]["name"][0] and {"name": ["x"]}]}
    )
    (tmp_path / "x.jsonl").write_text(record)
    assert next(iter(read(tmp_path))).author == "Kim, Lee, 7"


def test_prompts_in_yaml_are_bounded_too(tmp_path, capsys):
    for number, text in enumerate(("- &a {id: x}\n- {<<: *a}", "- " * 5_000, "- id: &a [*a]", "x" * 1_100_000)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text)
        assert main(["eval", str(path), "--archive", str(tmp_path)]) == 2
        assert str(path) in (said := capsys.readouterr().err) and said.count("\n") == 1


# --- JSON, CSV ---


def test_a_line_too_long_to_hold_is_one_rejection_and_the_next_line_is_read(reasons):
    long = json.dumps(RECORD | {"text": "a word " * 6_500_000})
    began = time.thread_time()
    (reason,) = reasons("x.jsonl", f"{long}\n{json.dumps(RECORD)}\n", articles=2)
    assert reason == "is longer than 10,000,000 characters" and time.thread_time() - began < 5


def test_a_field_or_a_row_too_long_to_hold_is_one_rejection_and_the_next_row_is_read(reasons, tmp_path):
    long = "A," + "a word " * 6_500_000 + ",2021-03-02"
    row = 'B,"' + '","'.join(["\n" + "x" * 3_000] * 4_000) + '"'
    told = reasons("x.csv", f"title,text,date\n{long}\nC,A text.,2021-03-02\n{row}\n", articles=2)
    assert told[0] == "is longer than 10,000,000 characters"
    assert len(told) <= 1_002, "what follows a row that was cut is no longer a table, and is told in bounds"


@pytest.mark.parametrize(
    "data", ["[" * 20_000_000, "[" + "0," * 10_000_000 + "0]", '{"a":' * 2_000_000, '["' + "\\u0041" * 2_000_000]
)
def test_json_of_nothing_but_values_is_one_line(refused, data):
    began = time.thread_time()
    assert "JSON" in refused("x.json", data)
    assert time.thread_time() - began < 5


def test_a_number_of_thousands_of_digits_is_one_rejection(reasons):
    numbers = {"n": 4_000, "id": 4_000, "author": 300, "m": 9_000}
    lines = [json.dumps(RECORD)[:-1] + f', "{name}": {"9" * digits}}}' for name, digits in numbers.items()]
    told = reasons("x.jsonl", "\n".join([json.dumps(RECORD), *lines]), articles=2)
    assert len(told) == 4 and all("number" in reason for reason in told)


def test_a_text_has_an_end(refused):
    assert "4,000,000 characters" in refused("x.jsonl", json.dumps(RECORD | {"text": "x" * 4_000_001}))


def test_a_saved_text_has_an_end(refused):
    assert "16 MB" in refused("x.txt", GOOD + "x" * 16_000_000)


# --- HTML ---


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        ("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</p>", "attributes"),
        ("<p " + " ".join(f"a{n}" for n in range(300_000)) + ">x</p>", "attributes"),
        ("<p " + "".join(f"a{n}='<'" for n in range(30_000)) + ">x</p>", "attributes"),
        ("<p " + "".join(f'a{n}=">"/' for n in range(30_000)) + ">x</p>", "attributes"),
        ("</p " + " ".join(f"a{n}=1" for n in range(300_000)) + "><b" + "\fa" * 3 + ">x</b>", ""),
        ("<b>" * 2_000, "deep"),
        ("<div>" * 39_000, "deep"),
        ("<i></i>" * 20_001, "tags"),
        ("x" * 5_000_001, "5 MB"),
    ],
)
def test_a_page_out_of_bounds_is_one_line(tmp_path, hostile, reason):
    path = tmp_path / "x.html"
    path.write_text(HTML.replace("</article>", f"{hostile}</article>"))
    told = []
    made = list(read(path, reject=lambda source, why: told.append(why)))
    assert len(made) + len(told) == 1 and (not reason or reason in told[0])


@pytest.mark.parametrize("piece", ["(", "[", "{", "<!--", "“", "by ", "a.", "\\", "- "])
def test_what_a_page_says_of_itself_may_be_of_any_length(tmp_path, piece):
    said = piece * (12_000 if "<" in piece else 100_000)
    linked = json.dumps({"@type": "NewsArticle", "author": said, "headline": said})
    head = f'<meta name="author" content="{said}"><script type="application/ld+json">{linked}</script>'
    path = tmp_path / "x.html"
    path.write_text(HTML.replace("</head>", head + "</head>"))
    (article,) = read(path)
    assert article.text == "\n".join(PARAGRAPHS) and len(article.author or "") <= 200


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "rot13", "base64", "zlib", "undefined", "x" * 30]
)
def test_a_codec_of_no_texts_reads_none(tmp_path, charset):
    filler = "<p>" + "é" * 200_000 + "</p>"
    (tmp_path / "x.html").write_text(
        HTML.replace('charset="utf-8"', f'charset="{charset}"').replace("<nav>", filler + "<nav>")
    )
    (tmp_path / "x.eml").write_text(EML.replace('charset="utf-8"', f'charset="{charset}"'))
    page, letter = sorted(read(tmp_path), key=lambda article: article.source)
    assert (page.source, letter.source) == ("Sample Daily", "Sample Letter")


# --- mail, feeds, PDF: the parsers of others ---


@pytest.mark.parametrize("sign", ["(", "<", "[", '"', ",", "@", "\\", ";:", "=?", "=?x?q?"])
@pytest.mark.parametrize("name", ["From", "Subject", "Date", "Content-Type"])
def test_a_header_of_signs_is_one_rejection_or_an_article(tmp_path, name, sign):
    path = tmp_path / "x.eml"
    header = sign * (19_000 // len(sign))
    lines = [line for line in EML.splitlines() if not line.startswith(f"{name}:")]
    path.write_text("\n".join([f"{name}: {header}", *lines]))
    told = []
    made = list(read(path, reject=lambda source, reason: told.append(reason)))
    assert len(made) + len(told) == 1


@pytest.mark.parametrize("word", ["=?utf-8?b?////?=", "=?utf-8?q?=FF=FE?=", "=?nonsense-9?q?harbour?="])
def test_a_broken_word_in_a_header_costs_no_message(tmp_path, word):
    lines = [f"Subject: Harbour closed {word}" if line.startswith("Subject:") else line for line in EML.splitlines()]
    (tmp_path / "x.eml").write_text("\n".join(lines))
    (made,) = read(tmp_path / "x.eml")
    assert made.title.startswith("Harbour closed")


def test_a_message_of_parts_in_parts_or_of_empty_lines_is_one_line(refused):
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    assert "too many parts" in refused("x.eml", b"Subject: S\nFrom: a@b\nMIME-Version: 1.0\n" + parts + b"\n" * 900_000)


def test_a_message_of_lines_alone_is_one_line(refused):
    assert "lines" in refused("x.eml", b"Subject: S\nFrom: a@b\n\n" + b"\n" * 2_000_000)


def feed_of(*items, head=""):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{head}{"".join(items)}</channel></rss>'


def item(number, text="A text.", more=""):
    return (
        f"<item><title>Item {number}</title><guid>urn:x:{number}</guid><pubDate>Tue, 02 Mar 2021 08:00:00 GMT</pubDate>"
        f"<description>{text}</description>{more}</item>"
    )


def test_a_feed_of_thousands_of_entries_gives_as_many_as_are_read_and_says_so(tmp_path, monkeypatch):
    (tmp_path / "x.rss").write_text(feed_of(*(f"<item><guid>urn:x:{n}</guid></item>" for n in range(5_010))))
    told = []
    assert list(read(tmp_path, reject=lambda source, reason: told.append(reason))) == []
    assert told[0] == "has no title" or "has no" in told[0]
    assert any("4,000 more" in reason or "more of its records" in reason for reason in told)


def test_an_entry_out_of_bounds_is_one_rejection_and_the_next_is_read(reasons):
    attributes = " ".join(f"a{n}=1" for n in range(1_000))
    (reason,) = reasons("x.rss", feed_of(item(1, f"<![CDATA[<p {attributes}>x</p>]]>"), item(2)), articles=2)
    assert "attributes" in reason


@pytest.mark.slow
def test_a_parser_that_takes_too_long_is_ended_and_the_next_file_is_read(monkeypatch, refused):
    monkeypatch.setitem(limits.SECONDS, "feed", 3.0)
    assert (
        refused("x.rss", feed_of(item(1, more=f"<author>{'a' * 400_000}</author>"), item(2)))
        == "takes too long to read"
    )


def test_a_parser_that_breaks_down_is_one_rejection_and_is_started_again(monkeypatch, tmp_path):
    (tmp_path / "x.html").write_text(HTML)
    assert len(list(read(tmp_path))) == 1
    asked = process._asked

    def shot(child, *rest):
        child.send_signal(11)
        child.wait()
        return asked(child, *rest)

    monkeypatch.setattr(process, "_asked", shot)
    with pytest.raises(Rejected, match="its parser broke down"):
        list(read(tmp_path))
    monkeypatch.undo()
    assert len(list(read(tmp_path))) == 1


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no /proc here")
def test_the_process_of_the_parsers_holds_no_key_and_ends_when_nobody_needs_it(monkeypatch, tmp_path):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    process.close()
    (tmp_path / "x.html").write_text(HTML)
    list(read(tmp_path))
    child = process._child
    with open(f"/proc/{child.pid}/environ", "rb") as file:
        assert b"secret" not in file.read()
    process.close()
    assert child.returncode is not None


def test_an_ingest_ends_the_process_of_the_parsers_but_for_those_that_are_one_work(monkeypatch, tmp_path):
    monkeypatch.setattr(process, "_blocks", 0)  # as it is outside of the tests
    page = tmp_path / "x.html"
    page.write_text(HTML)
    with parsers():
        assert ingest_into(tmp_path / "archive", [page], Settings()).added == 1
        child = process._child
        assert ingest_into(tmp_path / "archive", [page], Settings()).unchanged == 1
        assert process._child is child and child.poll() is None
    assert process._child is None and child.returncode is not None
    assert ingest_into(tmp_path / "archive", [page], Settings()).unchanged == 1
    assert process._child is None


def test_a_pdf_is_read_in_the_process_of_the_parsers(tmp_path):
    (tmp_path / "x.pdf").write_bytes(VALID["statement.pdf"])
    (tmp_path / "y.pdf").write_bytes(pdf_bytes("secret", encrypted=True))
    told = []
    assert len(list(read(tmp_path, reject=lambda source, reason: told.append(reason)))) == 1
    assert "password" in told[0]


def pdf_of(*objects):
    """A PDF of these objects; the first is its catalogue."""
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    places = b"".join(b"%010d 00000 n \n" % body.index(b"%d 0 obj" % at) for at in range(1, len(objects) + 1))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body
        + head
        + places
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    )


PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>/MediaBox[0 0 9 9]>>"


@pytest.mark.parametrize(
    "objects",
    [
        [b"<</Type/Pages/Kids[2 0 R]/Count 1>>"],
        [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1>>"],
        [b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, b"<</Subtype/Form/Length 5>>stream\n/X Do\nendstream"],
    ],
    ids=["pages", "parents", "drawing"],
)
def test_a_pdf_whose_parts_hold_themselves_is_one_line(refused, objects):
    assert "PDF" in refused("loop.pdf", pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", *objects))


def test_heaps_of_marks_on_a_letter_of_a_title_are_cut_with_a_remark_and_the_text_stays_as_it_comes(take):
    heap = "\u0336\u0301" * 4_000
    record = {"title": f"Port{heap} opens", "text": f"The po{heap}rt of Velmar opened.", "published": "2021-01-25"}
    ((made,), refused, told) = take("heap.json", json.dumps(record))
    assert refused == [] and len(made.title) < 30 and made.text == record["text"]
    assert [line.partition(":")[0] for line in told] == ["its title heaps marks on single letters"]
