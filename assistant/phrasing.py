"""How days, periods and outlets are said to a reader: 'May 2021', 'Sample Review (editorial), 25 May 2021'."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answer import Citation
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.text.calendar import MONTHS
from corpus.text.counting import counted
from corpus.text.metadata import bounded, plain_name, plain_title

_ONLY, _SEARCHED = "Only articles of ", " were searched."
QUESTION = "a reporter’s question"
"""What the words of a transcript are called that a reporter asks."""


NO_OUTLET = "The archive has no outlet"
"""What a remark begins with on an outlet that the archive does not have."""
REPORTED = "What is quoted is what others report of its words."
"""The remark on such an outlet's words where articles of others report them."""

ELSEWHEN = "Nothing that is cited here was published in, or tells of, the time that the question names:"
"""What the remark begins with on an answer that is of another time than the question."""

NOTHING_OUT = "Nothing in the archive was published"
"""What the remark begins with that days named have no article, and that later ones were looked through."""

LONGEST_NAME = 120  # characters of a name in a remark
_OURS = str.maketrans("", "", "“”;")  # what would quote, or part articles, in a remark


def day(when: str | date) -> str:
    """A day as a reader says it: `25 May 2021`. Takes a date or an ISO 8601 string; ValueError for another string."""
    when = when if isinstance(when, date) else date.fromisoformat(when[:10])
    return f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"


def under(when: date) -> str:
    """That words stand under a date of their own in their article."""
    return f"under the date {day(when)}"


def period(first: date, last: date) -> str:
    """The days from `first` to `last`, both included, said as short as can be: `2021`, `May 2021`, `25 May 2021`."""
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        ends = dict.fromkeys((_month(first), _month(last)))
        return " to ".join(ends)
    return f"{day(first)} to {day(last)}"


def _month(of: date) -> str:
    return f"{MONTHS[of.month - 1].capitalize()} {of.year}"


def told_later(first: date, last: date) -> str:
    """The remark that nothing came out from `first` to `last`, and that later articles were looked through."""
    days = period(first, last)
    within = "on" if first == last else "from" if " to " in days else "in"
    return f"{NOTHING_OUT} {within} {days}; what came out soon after was looked through for it."


def followed(days: int, named: str) -> str:
    """The remark that of a thing that is named by its day what came out so many days later is told too."""
    return f"{day(named)} says which is meant: what came out in the {days} days after is told too."


def newest(first: str) -> str:
    """The remark that of what is new only what came out from that day on is told, the latest days of the matter."""
    return f"The question is for what is new: only the latest on it is told, which came out since {day(first)}."


def looked_at(articles: int, quoted: int, others: int) -> str:
    """The remark on the articles that a list, a count or a comparison comes from, and on `others` that have more."""
    were, are = "was" if articles == 1 else "were", "is" if quoted == 1 else "are"
    more = f", and {others} more {'names' if others == 1 else 'name'} some" if others else ""
    return f"{counted(articles, 'article')} on this {were} looked at; {quoted} {are} quoted{more}."


def articles(found: Sequence[Evidence]) -> str:
    """Articles by their days and titles, in which no mark reads as ours."""
    titles = ((plain_title(one.title, LONGEST_NAME).rstrip(".").translate(_OURS), one) for one in found)
    return "; ".join(f"{day(one.published)}, {title}" for title, one in titles if title)


def held_then(when: date) -> str:
    """The remark that the newest article that names the holder of an office is not new."""
    return f"The newest article that names a holder is of {day(when)}: somebody else may hold the office since."


def outlet(source: str | None) -> str:
    """An outlet's name, no mark of which reads as a quotation or citation, or what stands for an unknown one."""
    return plain_name(source or "") or "An article"


def opinion(kind: str | None) -> str:
    """What follows the name of an outlet that speaks for itself: ` (editorial)`; nothing for other kinds."""
    return " (editorial)" if kind == "editorial" else ""


def publisher(one: Evidence | Citation | Article) -> str:
    """Who published it, and as what: `Sample Review (editorial)`."""
    return f"{outlet(one.source)}{opinion(one.kind)}"


def attribution(one: Evidence | Citation | Article) -> str:
    """Who published it, as what, and when: `Sample Review (editorial), 25 May 2021`."""
    return f"{publisher(one)}, {day(one.published)}"


def searched(outlets: Sequence[str]) -> tuple[str, ...]:
    """The remark that articles of no other outlets were searched; nothing where none is named."""
    return (f"{_ONLY}{'; '.join(map(outlet, outlets))}{_SEARCHED}",) if outlets else ()


def outlets_searched(remarks: Iterable[str]) -> tuple[str, ...]:
    """The outlets that the remark `searched` among these names."""
    said = (one.removeprefix(_ONLY).removesuffix(_SEARCHED).split("; ") for one in remarks if one.startswith(_ONLY))
    return tuple(next(said, ()))


def several(names: Sequence[str]) -> str:
    """Names as people write them in a row: `one`, `one and another`, `one, another and a third`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def moment(at: str) -> str:
    """A moment in UTC as people write it: `26 November 2026, 09:00 UTC`."""
    return f"{day(at)}, {at[11:16]} UTC"


def unnamed(name: str) -> str:
    """What a remark begins with on a name that the archive does not know."""
    return f"No article names “{bounded(name, LONGEST_NAME)}”"


def unheard(names: Sequence[str]) -> str:
    """The remark that nothing which is cited names those of a question's names."""
    told = [f"“{name}”" for name in names]
    return f"Nothing that is cited here names {' or '.join(told)}."


def known_at(at: str | None, since: str | None) -> tuple[str, ...]:
    """What a reader must know of a text as known at a moment; nothing where none is named.

    `since`: from when on arrivals were recorded, where the archive is older.
    """
    if at is None:
        return ()
    older = f" It records arrivals since {moment(since)}; what it held before counts as known." if since else ""
    return (f"As this archive knew it on {moment(at)}.{older}",)
