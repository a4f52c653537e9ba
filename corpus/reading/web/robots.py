"""robots.txt (RFC 9309): which pages a server asks programs not to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from corpus.errors import Rejected
from corpus.reading.web.visit import Answered, Fetched

NAME = "briefing-assistant"
_LARGEST = 500_000  # bytes that are read of a file: what the RFC asks for at least
_MOST_STARS = 20  # in one rule
ASKED = "its server asks programs not to read it (robots.txt)"

Rule = tuple[str, bool]
"""A pattern of paths, and whether they may be read."""


def rules(text: str) -> list[Rule]:
    """The rules for this program: those of the groups that name it, or else of those for all."""
    ours, everyone, named = list[Rule](), list[Rule](), set[str]()
    said, open_group = False, False
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            named = {*(named if open_group else ()), value.lower()}
            open_group, said = True, said or value.lower() == NAME
        elif key in ("allow", "disallow"):
            open_group = False
            if value and value.count("*") <= _MOST_STARS:
                for kept in ([ours] if NAME in named else []) + ([everyone] if "*" in named else []):
                    kept.append((value, key == "allow"))
    return ours if said else everyone


def allowed(path: str, given: list[Rule]) -> bool:
    """Whether a path may be read: the longest pattern that fits decides, and of two as long the one that allows."""
    path = _plain(path or "/")
    fitting = [(len(pattern), allows) for pattern, allows in given if _fits(path, _plain(pattern))]
    return max(fitting, default=(0, True))[1]


def _plain(path: str) -> str:
    return quote(unquote(path), safe="/*$?&=:@!+,;~-._()'%")


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern fits a path from its beginning; `*` is any run, `$` the end."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest):
        if whole and number == len(rest) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not whole or at == len(path)


@dataclass(slots=True)
class Robots:
    """What servers ask of programs, fetched once each for as long as this object lives."""

    known: dict[str, list[Rule] | None] = field(default_factory=dict)
    """By scheme, host and port; None: the file could not be had, so that nothing may be read."""

    def check(self, url: str, fetch: Callable[[str], Fetched | None]) -> None:
        """Raise Rejected where the server of an address asks programs not to read it."""
        parts = urlsplit(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if home not in self.known:
            self.known[home] = next(_read(home, fetch))
        given = self.known[home]
        if given is None:
            raise Rejected("is not read, since its server's robots.txt could not be had")
        if not allowed(parts.path + (f"?{parts.query}" if parts.query else ""), given):
            raise Rejected(ASKED)


def _read(home: str, fetch: Callable[[str], Fetched | None]) -> Iterator[list[Rule] | None]:
    try:
        answer = fetch(f"{home}/robots.txt")
    except Answered as refusal:
        yield [] if 400 <= refusal.status < 500 and refusal.status != 429 else None
    except Rejected:
        yield None
    else:
        yield rules(answer.data[:_LARGEST].decode("utf-8", "replace")) if answer else []
