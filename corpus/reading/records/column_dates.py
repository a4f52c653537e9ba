"""Days written as '2/5/2022': the other days of the same column tell whether the day or the month stands first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from corpus.reading.found import Found
from corpus.text.published import full_year

# Records that are looked at: a column that holds no day after the 12th in so many has no telling one.
_MOST = 20_000
_DAY = re.compile(r"\s{0,9}([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/.-])")
# Where these are written, the year stands first in days of three short numbers.
_YEAR_FIRST = re.compile("[가-힣\u3040-\u30ff\u4e00-\u9fff]")
_FIELDS = ("published", "updated")


@dataclass(slots=True)
class Order:
    """The order of day and month in the columns of one source; `again` gives its records once more."""

    again: Callable[[], Iterable[Found]]
    _first: dict[str, str] | None = None

    def settled(self, found: Found) -> Found:
        """The record with its days written out where they have two readings and their column has one."""
        doubtful = {
            name: match
            for name in _FIELDS
            if (match := _day(found, name)) and (_ambiguous(match) or _short(match, found))
        }
        if not doubtful:
            return found
        if self._first is None:
            self._first = self._told()
        fields, notes = dict(found.fields), list(found.notes)
        for name, match in doubtful.items():
            first = "day" if match[2] == "." else self._first.get(name)
            one, other = int(match[1]), int(match[3])
            year = int(match[4]) if len(match[4]) == 4 else full_year(match[4])
            if not first or not (day := _existing(year, *((other, one) if first == "day" else (one, other)))):
                continue
            fields[name] = f"{day.isoformat()}{match.string[match.end() :]}"
            notes.append(
                f"its {name} {match[0].strip()} is read as {day.isoformat()}: in its column the {first} stands first"
            )
        return replace(found, fields=fields, notes=tuple(notes))

    def _told(self) -> dict[str, str]:
        """For each field what stands first in its days, where they agree: 'day' or 'month'."""
        seen: dict[str, set[str]] = {name: set() for name in _FIELDS}
        for number, found in enumerate(self.again()):
            if number >= _MOST:
                break
            for name in _FIELDS:
                if (match := _day(found, name)) and max(int(match[1]), int(match[3])) > 12:
                    seen[name].add("day" if int(match[1]) > 12 else "month")
        return {name: first for name, (first,) in ((name, tuple(one)) for name, one in seen.items() if len(one) == 1)}


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short(match: re.Match[str], found: Found) -> bool:
    """Whether the year of a day has two digits, in a form and a language that write it last."""
    return len(match[4]) == 2 and match[2] != "-" and not _YEAR_FIRST.search(str(found.fields.get("text"))[:500])


def _day(found: Found, name: str) -> re.Match[str] | None:
    value = found.fields.get(name)
    return _DAY.match(value) if isinstance(value, str) else None


def _ambiguous(match: re.Match[str]) -> bool:
    """Whether a day can be read in two ways; with points between, the day stands first."""
    one, other = int(match[1]), int(match[3])
    return match[2] != "." and 1 <= one <= 12 and 1 <= other <= 12 and one != other
