"""Markdown with YAML front matter: the fields of an article between two lines of hyphens, then its text."""

import re
import tomllib
from datetime import date
from functools import partial

import yaml

from corpus.errors import Rejected
from corpus.reading.bounded_yaml import BoundedLoader
from corpus.reading.found import Found, Reading, from_record
from corpus.reading.several import text_pages

# PyYAML reads about 100,000 characters a second; front matter of articles takes hundreds.
_LONGEST_FRONT = 65_536
_FRONT = re.compile(r"\ufeff?(?:---|\+\+\+)[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_HEADING = re.compile(r"#{1,2} ")
_HEADINGS = re.compile(r"\A#{1,2} +")
_LONGEST_HEADING = 300


class _Loader(BoundedLoader):
    """The bounded loader with dates left as they are written: one that does not exist is ours to name."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def markdown(text: str, stem: str = "") -> list[tuple[str, Reading]]:
    """The articles of a Markdown file: with front matter one, without it as in saved pages; headings are titles."""
    if _FRONT.match(text):
        return [("", partial(with_front_matter, text, stem))]
    return text_pages(_HEADINGS.sub("", text.removeprefix("\ufeff").lstrip()), stem)


def with_front_matter(text: str, stem: str = "") -> Found:
    """The front matter and the text after it; a heading gives the title where the front matter has none.

    Keys that are no field of an article go to the metadata. Raises Rejected for front matter that is not closed, not
    YAML, or not a list of names and values.
    """
    opening = _FRONT.match(text)
    closing = opening and _END.search(text, opening.end())
    if not opening or not closing:
        raise Rejected("its front matter has no closing line '---'")
    read = _toml if "+" in opening[0] else _front_matter
    found = from_record(read(text[opening.end() : closing.start()]), stem)
    fields, body = dict(found.fields), text[closing.end() :]
    if "text" in fields:
        found.metadata["text"] = fields.pop("text")
    title, below = _heading(body)
    if title and fields.get("title", title) == title:
        fields["title"], body = title, below
    return Found(fields | {"text": body.strip()}, stem, found.metadata)


def _heading(body: str) -> tuple[str, str]:
    """The heading that a body begins with and what stands below it; ('', body) where it begins with none."""
    line, _, below = body.lstrip().partition("\n")
    title = line.rstrip().rstrip(" #").lstrip("#").strip() if _HEADING.match(line) else ""
    return (title, below) if len(title) <= _LONGEST_HEADING else ("", body)


def _toml(text: str) -> dict[object, object]:
    """The names and values of front matter between two lines of `+++`; days as they are written."""
    if len(text) > _LONGEST_FRONT:
        raise Rejected(f"its front matter is longer than {_LONGEST_FRONT:,} characters")
    try:
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise Rejected(f"its front matter is not TOML: {type(error).__name__}") from None
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in values.items()}


def _front_matter(text: str) -> dict[object, object]:
    """The names and values of front matter."""
    if len(text) > _LONGEST_FRONT:
        raise Rejected(f"its front matter is longer than {_LONGEST_FRONT:,} characters")
    try:
        values = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise Rejected(
            f"its front matter is not YAML{where}: {getattr(error, 'problem', None) or 'unreadable'}"
        ) from None
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        RecursionError,
    ) as error:  # SafeLoader's own slips on odd scalars and keys
        raise Rejected(f"its front matter is not usable YAML: {type(error).__name__}") from None
    if not isinstance(values, dict):
        raise Rejected("its front matter is not a list of names and values")
    return values
