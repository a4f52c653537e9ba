"""Containers, folders and links made to swell, to loop or to break: each is one rejection."""

import base64
import os
import subprocess
import zipfile
from io import BytesIO

import pytest

from assistant.desk import uploads
from assistant.desk.upkeep import articles_in
from corpus.errors import Rejected
from corpus.reading import read
from corpus.subscriptions.files import stamps

# --- containers ---
from tests.support.written_sources import GOOD, zipped

CONTAINERS = {
    "a zip archive": zipped({"a.txt": GOOD.encode()}),
    "an Excel file": zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
    "a PowerPoint file": zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
    "an OpenDocument file": zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
    "an old Word file": bytes.fromhex("d0cf11e0a1b11ae1")
    + bytes(504)
    + "WordDocument".encode("utf-16-le")
    + bytes(500),
    "an SQLite database": b"SQLite format 3\0" + bytes(500),
    "a gzip file": b"\x1f\x8b\x08" + bytes(60_000_000),
    "a 7-Zip archive": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "an old Office or Outlook file": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000),
    "a bzip2 file": b"BZh91AY&SY" + bytes(100),
    "a tar archive": b"a.txt".ljust(257, b"\0") + b"ustar" + bytes(300),
}


@pytest.mark.parametrize("suffix", [".zip", ".txt", ".html", ".jsonl", ".csv", ".json", ".eml", ".pdf", ""])
@pytest.mark.parametrize("kind", CONTAINERS)
def test_a_container_is_refused_by_its_name_whatever_the_suffix(tmp_path, kind, suffix):
    (tmp_path / f"x{suffix}").write_bytes(CONTAINERS[kind])
    with pytest.raises(Rejected, match=f"is {kind}.*, which is not read: (unpack|save|export) "):
        list(read(tmp_path / f"x{suffix}"))


def test_a_text_that_begins_like_a_container_is_a_text(tmp_path):
    (tmp_path / "x.txt").write_text(f"BZh is a word, PK too\n{GOOD}")
    assert len(list(read(tmp_path))) == 1


def test_an_uploaded_zip_gives_what_can_be_taken_and_names_the_rest(tmp_path):
    box = BytesIO(zipped({"a.txt": b"a", "in.zip": CONTAINERS["a zip archive"], "b.xlsx": CONTAINERS["an Excel file"]}))
    with zipfile.ZipFile(box, "a") as made:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("bomb.txt", bytes(50_000_000), zipfile.ZIP_BZIP2)
        made.writestr("slow.txt", bytes(50_000_000), zipfile.ZIP_LZMA)
        made.writestr("flat.txt", bytes(50_000_000), zipfile.ZIP_DEFLATED)
        made.writestr("torn.txt", base64.b64encode(os.urandom(3_000)), zipfile.ZIP_DEFLATED)
        made.writestr("z.txt", b"z")
        torn = made.getinfo("torn.txt").header_offset + 40
    data = bytearray(box.getvalue())
    data[torn : torn + 200] = os.urandom(200)
    found = uploads.unpack([("all.zip", bytes(data)), ("c.xlsx", CONTAINERS["an Excel file"])], tmp_path)
    assert sorted(found.files.values()) == ["all.zip: a.txt", "all.zip: z.txt"]
    reasons = {name.removeprefix("all.zip: "): reason for name, reason in found.rejected}
    assert set(reasons) == {"in.zip", "b.xlsx", "link.txt", "bomb.txt", "slow.txt", "flat.txt", "torn.txt", "c.xlsx"}
    assert (
        "link" in reasons["link.txt"]
        and "packed in a way" in reasons["bomb.txt"]
        and "too large" in reasons["flat.txt"]
    )
    assert "Excel" in reasons["b.xlsx"] and "Excel" in reasons["c.xlsx"]


# --- links ---


def test_a_link_that_leads_out_of_a_folder_is_one_line_and_one_that_is_named_or_stays_inside_is_read(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    (outside / "deep").mkdir(parents=True)
    (folder / "in").mkdir(parents=True)
    for place in (outside / "secret.txt", outside / "deep" / "more.txt", folder / "in" / "own.txt"):
        place.write_text(f"{place.stem} harbour\n2 March 2021\n\nIt is quiet in the {place.stem} harbour.\n")
    for name, target in [
        ("a.txt", outside / "secret.txt"),
        ("b.txt", "../outside/secret.txt"),
        ("c", outside / "deep"),
        ("d.txt", tmp_path / "nowhere"),
        ("e.txt", "e.txt"),
        ("f.txt", "in/own.txt"),
        ("g", "in"),
        ("h.txt", "a.txt"),
    ]:
        (folder / name).symlink_to(target)
    told = []
    made = list(read(folder, reject=lambda source, reason: told.append((source[len(str(folder)) + 1 :], reason))))
    assert {article.title for article in made} == {"own harbour"}
    assert sorted(name for name, _ in told) == ["a.txt", "b.txt", "c", "d.txt", "e.txt", "h.txt"]
    assert all("a link that leads out of the folder" in reason for _, reason in told)
    (tmp_path / "named").symlink_to(outside)
    assert len(list(read(tmp_path / "named"))) == 2
    assert [article.title for article in read(folder / "a.txt")] == ["secret harbour"]


def test_folders_nested_too_deep_are_one_rejection_and_what_stands_beside_them_is_read(tmp_path):
    good = tmp_path / "good.md"
    good.write_text("---\ntitle: Good\npublished: 2022-03-01\n---\nThe ferry sailed.\n", "utf-8")
    deep = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_200):  # by handles, since no path may be so long
        os.mkdir("d", dir_fd=deep)
        inner = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    refused = []
    titles = [one.title for one in read(tmp_path, reject=lambda where, reason: refused.append(reason))]
    assert titles == ["Good"]
    assert refused == ["holds folders more than 100 deep, which are not read"]
    assert list(stamps(tmp_path)) == ["good.md"]
    os.rename(tmp_path / "d", tmp_path / "gone")  # pytest's own clearing of folders is recursive
    subprocess.run(["rm", "-rf", str(tmp_path / "gone")], check=True)


def test_a_path_too_long_to_open_is_one_rejection_and_what_stands_beside_it_is_read(tmp_path):
    good = tmp_path / "good.md"
    good.write_text("---\ntitle: Good\npublished: 2022-03-01\n---\nThe ferry sailed.\n", "utf-8")
    deep = os.open(tmp_path, os.O_RDONLY)
    for _ in range(30):  # folders that are not too deep, with names that are long
        os.mkdir("d" * 200, dir_fd=deep)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(deep)
    refused = []
    titles = [one.title for one in read(tmp_path, reject=lambda where, reason: refused.append((where, reason)))]
    ((where, reason),) = refused
    assert titles == ["Good"] and reason == "cannot be read: File name too long" and len(where) < 2_300
    assert articles_in([tmp_path]) >= 1
    assert list(stamps(tmp_path)) == ["good.md"]
    os.rename(tmp_path / ("d" * 200), tmp_path / "gone")
    subprocess.run(["rm", "-rf", str(tmp_path / "gone")], check=True)
