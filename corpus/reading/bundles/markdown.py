"""Markdown with YAML front matter: the fields of an article between two lines of hyphens, then its text."""

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

import yaml

from corpus.errors import Rejected
from corpus.reading.bounded_yaml import BoundedLoader
from corpus.reading.field_names import day_of, folded, told_twice
from corpus.reading.found import Found, Reading, from_record
from corpus.reading.texts.several import text_pages

# PyYAML reads about 100,000 characters a second; front matter of articles takes hundreds.
_LONGEST_FRONT = 65_536
_FRONT = re.compile(r"\ufeff?(?:---|\+\+\+)[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
# A line of front matter: a name and its value.
_NAMED = re.compile(r"(\w[\w .-]{0,60}?)\s?[:=](?:\s|$)")
_FENCES = ("```", "~~~")
_MOST, _MOST_OF_VALUE = 5_000, 300
_WORD = re.compile(r"\w")
# Names of a title that boxes within a text give to people: they count where the file's own front matter has them.
_UNLIKE = frozenset(["name"])
_HEADING = re.compile(r"#{1,2} ")
_HEADINGS = re.compile(r"\A#{1,2} +")
_LONGEST_HEADING = 300


class _Loader(BoundedLoader):
    """The bounded loader with dates left as they are written: one that does not exist is ours to name.

    Of a name that has two values YAML's readers keep the last: here that is an error.
    """

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._text = stream

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse names with two values, and merge keys."""
        super().flatten_mapping(node)
        if reason := told_twice((key.value, self._written(value)) for key, value in node.value):
            raise Rejected(f"its front matter {reason}")

    def _written(self, node: yaml.Node) -> str:
        whole = self._text[node.start_mark.index : node.end_mark.index]
        return node.value if isinstance(node, yaml.ScalarNode) else whole


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def markdown(text: str, stem: str = "") -> list[tuple[str, Reading]]:
    """The articles of a Markdown file: one a front matter, without any as in saved pages; headings are titles."""
    if _FRONT.match(text):
        starts = _fronts(text)
        if len(starts) == 1:
            return [("", partial(with_front_matter, text, stem))]
        if len(starts) > _MOST:
            raise Rejected(f"holds more than {_MOST:,} articles; split it")
        pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
        return [(f":{number}", partial(_one_of, piece, len(pieces))) for number, piece in enumerate(pieces, start=1)]
    return text_pages(_HEADINGS.sub("", text.removeprefix("\ufeff").lstrip()), stem)


def _one_of(text: str, all_of_them: int) -> Found:
    found = with_front_matter(text)
    return replace(found, notes=(*found.notes, f"is one of {all_of_them} articles in its file"))


def _fronts(text: str) -> list[int]:
    """Where the front matters of a file begin: the first at 0, others at lines of hyphens around the fields of an
    article, with text below them.

    Other boxes between such lines (of a person, a source) are text. What stands in fenced code is shown, and begins no
    article.
    """
    closing = _END.search(text, text.index("\n"))  # the first front matter begins the file, whatever it names
    at = closing.end() if closing else len(text)
    unlike = _UNLIKE - {folded(match[1]) for line in text[:at].splitlines() if (match := _NAMED.match(line))}
    boxes: list[tuple[int, int]] = []
    opened: int | None = None
    values: dict[str, str] = {}
    last = ""
    fenced = False
    for line in text[at:].splitlines(keepends=True):
        bare = line.strip()
        if bare.startswith(_FENCES):
            fenced, opened = not fenced, None
        elif _FRONT.fullmatch(line if line.endswith("\n") else f"{line}\n") and not fenced:
            whole = opened is not None and _of_article(values, unlike)
            if whole and opened is not None:
                boxes.append((opened, at + len(line)))
            opened, values, last = None if whole else at, {}, ""
        elif opened is not None and (match := _NAMED.match(line)):
            last = match[1]
            values[last] = line[match.end() :].strip().strip("\"'")[:_MOST_OF_VALUE]
        elif bare and line[0] in " \t":
            values[last] = f"{values.get(last, '')} {bare}".strip()[:_MOST_OF_VALUE]  # it goes on below its name
        elif bare and line[0] not in "-#":
            opened = None
        at += len(line)
    return [0, *reversed(list(_with_text(text, boxes)))]


def _of_article(values: Mapping[str, str], unlike: Container[str]) -> bool:
    """Whether names and values are those of an article: a title and a whole day, even one that no calendar has."""
    found = from_record({name: one for name, one in values.items() if folded(name) not in unlike})
    days = [str(found.fields.get("published", "")), *(day for day, _ in found.guesses)]
    try:
        return "title" in found.fields and any(map(day_of, days))
    except Rejected:
        return "title" in found.fields


def _with_text(text: str, boxes: list[tuple[int, int]]) -> Iterator[int]:
    """The beginnings of those boxes, each from its first character to its last, that have words below; last first."""
    end = len(text)
    for start, below in reversed(boxes):
        if _WORD.search(text, below, end):
            yield start
            end = start


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
    except Rejected:
        raise
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
