"""A briefing as a document: head, bottom line, sections with confidence, and what its sources are, counted."""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.briefing.briefing import Briefing, Item
from assistant.briefing.events.confidence import DIRECT
from assistant.briefing.events.kinds import kind_of
from assistant.desk.edits import Edit, EditedItem, edited, parts
from assistant.phrasing import outlets_searched
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.abstained import why
from ui.export.document import Arrived, Document, Line, Look, Part, Sources, footer, unrecorded, words
from ui.items import OWN, basis, found, opening
from ui.render import NOTE, day, moment, period
from ui.safe import cut, named, one_line, plain

WHENCE = {"caller": "as set", "question": "read from the request"}
TOLD = 2_000  # characters of a text of one's own in a line


def of_briefing(
    briefing: Briefing,
    *,
    archive: str,
    today: str,
    look: Look,
    arrived: Arrived = unrecorded,
    edits: Sequence[Edit] = (),
) -> Document:
    """The briefing as it stands after the edits. `today` is an ISO date."""
    sources, made = Sources(look, arrived), []
    if briefing.abstained:
        said = (briefing.text, why(briefing))
        made.append(Part("Nothing to tell", tuple(words(plain(one)) for one in said if one)))
    for part in parts(briefing, edits):
        lines = tuple(_line(entry, sources) for entry in part.entries)
        made.append(Part(cut(part.heading), lines, listed=part.kind != "bottom_line"))
    if briefing.notes:
        made.append(Part("Remarks", tuple(words(cut(note, NOTE)) for note in briefing.notes), listed=True))
    return Document(
        cut(briefing.title),
        tuple(made),
        sources.listed(),
        footer(archive, briefing.archive.articles, today, cut(briefing.writer, 60)),
        head(briefing, archive, changed=bool(edits)),
        statement(edited(briefing, edits), look),
    )


def head(briefing: Briefing, archive: str, *, changed: bool = False) -> tuple[tuple[str, str], ...]:
    """What the briefing is on, of when, from what and by whom: names and values, those that are known."""
    size = briefing.archive
    whence = WHENCE.get(briefing.window_from or "", "")
    span = period(briefing.since, briefing.until) if briefing.since or briefing.until else ""
    newest = f", the newest of {day(size.newest)}" if size.newest else ""
    pairs = (
        ("Topic", cut(briefing.topic)),
        ("Period", f"{span} ({whence})" if span and whence else span),
        ("Outlets", cut("; ".join(outlets_searched(briefing.notes)))),
        ("As of", day(briefing.as_of) if briefing.as_of else ""),
        ("Information cut-off", moment(briefing.cutoff) if briefing.cutoff else ""),
        ("Archive", f"{cut(archive, 120)}, {counted(size.articles, 'article')}{newest}"),
        ("Writer", cut(briefing.writer, 60) + (", edited by hand" if changed else "")),
        ("Checked by", "the program itself" if briefing.judge == "gate" else cut(briefing.judge, 60)),
    )
    return tuple(pair for pair in pairs if pair[1])


def _line(entry: EditedItem, sources: Sources) -> Line:
    if entry.item is None:
        return words(one_line(entry.own)[:TOLD], f"{OWN}:")
    (before, again), after = opening(entry.item), basis(entry.item)
    ends = {"lead": f"{before}:" if before else "", "tail": f"{after}." if after else ""}
    return sources.line(entry.item.sentences, again=again, **ends)


def statement(briefing: Briefing, look: Look | None = None) -> str:
    """How many articles were found and how many are cited, of which outlets, how many editorials, official texts and
    single sources. `look` tells the kind of articles that say none themselves.
    """
    held, cited = briefing.coverage, dict[tuple[str, int], Citation]()
    for sentence in briefing.sentences():
        cited.update({(one.article_id, one.version): one for one in sentence.citations})
    names = Counter(named(one.source, 60, "no outlet named") for one in cited.values())
    kinds = [_kind(one, look) for one in cited.values()]
    official = f"{counted(sum(kind in DIRECT for kind in kinds), 'official text')}; " if kinds else ""
    alone = sum(_articles(item) == 1 for _, item in briefing.items())
    return (
        f"Found: {found(held)}. "
        f"Cited: {counted(len(cited), 'article')}"
        + (f" ({', '.join(f'{name} {count}' for name, count in names.most_common())})" if names else "")
        + f", {counted(kinds.count('editorial'), 'editorial')} among them; {official}"
        f"{counted(alone, 'item rests', 'items rest')} on a single source."
    )


def _kind(one: Citation, look: Look | None) -> str:
    if one.kind or look is None:
        return one.kind or ""
    try:
        return kind_of(look(one.article_id, one.version))
    except CallError:  # deleted for good since
        return ""


def _articles(item: Item) -> int:
    return len({one.article_id for sentence in item.sentences for one in sentence.citations})
