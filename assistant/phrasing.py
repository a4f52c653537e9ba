"""How days, periods and outlets are said to a reader: '25 May 2021', 'May 2021', 'Sample Review (editorial), 25 May 2021'."""

from datetime import date, timedelta

from corpus.evidence import Evidence
from corpus.text.calendar import MONTHS
from corpus.text.metadata import plain_name


def day(when: str | date) -> str:
    """A day as a reader says it: `25 May 2021`. Takes a date or an ISO 8601 string; ValueError for another string."""
    when = when if isinstance(when, date) else date.fromisoformat(when[:10])
    return f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"


def period(first: date, last: date) -> str:
    """The days from `first` to `last`, both included, as short as they can be said: `2021`, `May 2021`, `25 May 2021`."""
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        ends = dict.fromkeys((_month(first), _month(last)))
        return " to ".join(ends)
    return f"{day(first)} to {day(last)}"


def _month(of: date) -> str:
    return f"{MONTHS[of.month - 1].capitalize()} {of.year}"


def outlet(source: str | None) -> str:
    """An outlet's name, of which no mark reads as a quotation or citation, or what stands for it where none is known."""
    return plain_name(source or "") or "An article"


def attribution(evidence: Evidence) -> str:
    """Who published it, as what, and when: `Sample Review (editorial), 25 May 2021`."""
    kind = " (editorial)" if evidence.kind == "editorial" else ""
    return f"{outlet(evidence.source)}{kind}, {day(evidence.published)}"
