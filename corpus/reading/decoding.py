"""Bytes -> text: UTF-8, UTF-16 by its mark, Korean CP949, and Latin-1 only where the text looks like it."""

import codecs
import re
from pathlib import Path

from corpus.errors import CallError, Rejected

# Bytes of a file that is no article: a run of 5,000 test prompts, the largest of them, has 60 MB.
LARGEST = 200_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs of names and of program text, which no text is written in: some take the square of its length.
_NO_TEXT = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))
_GUESSED = {"cp949": "Korean (CP949)", "cp1252": "Western European (Windows-1252)"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Where letters of several bytes stand, a text is UTF-8 with a few broken bytes, never Windows-1252.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_HANGUL = re.compile("[가-힣]")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]")
# Letters with accents (not the rare ones that broken bytes give: thorn, eth, y with two dots), quotes, dashes and
# signs that Western press texts hold in Windows-1252.
_WESTERN = re.compile(r"[À-ÏÑ-ÖØ-Ýß-ïñ-öø-ýŒœŠšŽžŸ‘’‚“”„‹›–—…•†‡‰€£§©®™°ºª²³µ·«»¡¿\u00a0½¼¾´]")


def encoding_of(data: bytes) -> str | None:
    """The name of the codec that reads these bytes as text, or None where no codec is sure to.

    CP949 needs Hangul for most of what is not ASCII; Windows-1252, which reads nearly anything, needs Western letters
    and signs only, and few of them.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if _reads(data, "utf-8"):
        return "utf-8"
    if text := _reads(data, "cp949"):
        foreign = _OUTSIDE_ASCII.findall(text)
        if len(_HANGUL.findall(text)) >= 0.8 * len(foreign):
            return "cp949"
    if not _UTF8.search(data) and (text := _reads(data, "cp1252")):
        foreign = _OUTSIDE_ASCII.findall(text)
        if len(foreign) <= 0.2 * len(text) and len(_WESTERN.findall(text)) == len(foreign):
            return "cp1252"
    return None


def guess(encoding: str | None) -> str:
    """What is to be told of a codec that nothing but the bytes themselves spoke for; empty for all others."""
    return f"is of a file that does not say its encoding: read as {_GUESSED[encoding]}" if encoding in _GUESSED else ""


def text_codec(name: str) -> str:
    """The name of a codec that a text says it is in; raises LookupError for one that is unknown, or not of texts."""
    found = codecs.lookup(name)
    if not found._is_text_encoding or found.name.replace("_", "-") in _NO_TEXT:
        raise LookupError(name)
    return found.name


def decode(data: bytes) -> str:
    """The text of a whole file; raises Rejected for an empty one, a binary, or an encoding that is not known."""
    if not data.strip():
        raise Rejected("the file is empty")
    encoding = encoding_of(data)
    text = _reads(data, encoding) if encoding else None
    if text and "\x00" not in text and text.strip("\ufeff \r\n\t"):
        return text.removeprefix("\ufeff")
    if binary(data):
        raise Rejected("is not text but a binary file")
    raise Rejected("holds NUL characters" if text and "\x00" in text else "its encoding is not known; save it as UTF-8")


def binary(data: bytes) -> bool:
    """Whether the beginning of a file holds control bytes as no text does."""
    return not data.startswith(tuple(mark for mark, _ in _MARKS)) and len(_BINARY.findall(data[:4096])) > 8


def _reads(data: bytes, encoding: str) -> str | None:
    """The bytes read with a codec, or None where they are not of it."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def brought(file: str | Path, named: str = "") -> bytes:
    """What a file holds that a person names and that is no article: a history, an answer, a run. It may be a pipe.

    Raises CallError where it cannot be read or is larger than LARGEST, and calls it by `named` or its name.
    """
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as exc:
        raise CallError(f"{named or file} cannot be read: {exc.strerror}") from exc
    if len(data) > LARGEST:
        raise CallError(f"{named or file} cannot be read: it has more than {LARGEST // 1_000_000} MB")
    return data
