"""An editor's steps on a briefing: items dropped, moved and reworded, text of their own; each can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.answer import LeftOut, Model, Sentence
from assistant.briefing.briefing import Briefing, Item, cited_in, lines_of
from assistant.desk.people import Typed
from corpus.errors import CallError


class Dropped(Model):
    """An entry was taken out."""

    did: Literal["drop"] = "drop"
    entry: str


class Moved(Model):
    """An entry went up (-1) or down (1) by one place in its section."""

    did: Literal["move"] = "move"
    entry: str
    by: Literal[-1, 1]


class Reworded(Model):
    """The sentence of that number in an entry was written anew: what the gate let through, or what it refused."""

    did: Literal["reword"] = "reword"
    entry: str
    number: int
    passed: Sentence | None = None
    refused: LeftOut | None = None


class Written(Model):
    """Text of the editor's own: behind an entry, or at the head of a section (`SECTION.`). `entry` is its name."""

    did: Literal["write"] = "write"
    entry: str
    behind: str
    text: Typed


Edit = Annotated[Dropped | Moved | Reworded | Written, Field(discriminator="did")]


@dataclass(frozen=True, slots=True)
class EditedItem:
    """What stands in a section: an item of the archive, or `own` text.

    `refused`: what the gate did not let through in place of a sentence, by the sentence's number.
    """

    id: str
    item: Item | None = None
    own: str = ""
    refused: dict[int, LeftOut] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedSection:
    """A section as it stands after the edits."""

    kind: str
    heading: str
    entries: tuple[EditedItem, ...]


def parts(briefing: Briefing, edits: Sequence[Edit] = ()) -> list[EditedSection]:
    """The sections after the edits, in order; those with nothing left are not among them, nor a bottom line that cites
    what no section below cites any more.

    An entry is called `SECTION.NUMBER`, as the writer gave it; text of one's own has the name that its edit gives.
    """
    found = {
        section.kind: [EditedItem(f"{section.kind}.{number}", item) for number, item in enumerate(section.items)]
        for section in briefing.sections
    }
    for edit in edits:
        place = edit.behind if isinstance(edit, Written) else edit.entry
        for kind, entries in found.items():
            names = [one.id for one in entries]
            if place in names or place == f"{kind}.":
                found[kind] = _after(entries, edit, names.index(place) if place in names else -1)
    if edits and "bottom_line" in found:
        below = {place for kind in found if kind != "bottom_line" for one in found[kind] for place in _cited(one)}
        found["bottom_line"] = [one for one in found["bottom_line"] if _cited(one) <= below]
    return [
        EditedSection(section.kind, section.heading, tuple(found[section.kind]))
        for section in briefing.sections
        if found[section.kind]
    ]


def possible(briefing: Briefing, edits: Sequence[Edit], edit: Edit) -> None:
    """Raises CallError where an edit is of an entry or a sentence that is not there after the edits before it."""
    there = {one.id: one for part in parts(briefing, edits) for one in part.entries}
    place = edit.behind if isinstance(edit, Written) else edit.entry
    if place not in there and not (
        isinstance(edit, Written) and place in {f"{one.kind}." for one in briefing.sections}
    ):
        raise CallError(f"the briefing has no entry {place or 'without a name'}: it has {', '.join(there) or 'none'}")
    item = there[place].item if place in there else None
    if isinstance(edit, Reworded) and not (item and 0 <= edit.number < len(item.sentences)):
        raise CallError(f"the entry {place} has no sentence {edit.number} of the archive to reword")


def _cited(entry: EditedItem) -> set[tuple[str, int, int, int]]:
    said = entry.item.sentences if entry.item else []
    return {(each.article_id, each.version, each.start, each.end) for one in said for each in one.citations}


def _after(entries: list[EditedItem], edit: Edit, at: int) -> list[EditedItem]:
    """The entries after an edit at place `at`; -1 is before the first."""
    match edit:
        case Dropped():
            return [*entries[:at], *entries[at + 1 :]]
        case Moved(by=by):
            others = [*entries[:at], *entries[at + 1 :]]
            to = max(0, min(len(others), at + by))
            return [*others[:to], entries[at], *others[to:]]
        case Written():
            return [*entries[: at + 1], EditedItem(edit.entry, own=edit.text), *entries[at + 1 :]]
        case Reworded():
            return [*entries[:at], _reworded(entries[at], edit), *entries[at + 1 :]]


def _reworded(entry: EditedItem, edit: Reworded) -> EditedItem:
    if edit.refused is not None:
        return replace(entry, refused=entry.refused | {edit.number: edit.refused})
    if entry.item is None or edit.passed is None or edit.number >= len(entry.item.sentences):
        return entry
    sentences = list(entry.item.sentences)
    sentences[edit.number] = edit.passed
    rest = {number: one for number, one in entry.refused.items() if number != edit.number}
    return replace(entry, item=entry.item.model_copy(update={"sentences": sentences}), refused=rest)


def edited(briefing: Briefing, edits: Sequence[Edit]) -> Briefing:
    """The briefing with what is left of the archive's own items; text of the editor's own is not among them."""
    if not edits:
        return briefing
    left = {part.kind: [one.item for one in part.entries if one.item] for part in parts(briefing, edits)}
    sections = [one.model_copy(update={"items": left[one.kind]}) for one in briefing.sections if left.get(one.kind)]
    items = [one for each in sections for one in each.items]
    coverage = briefing.coverage.model_copy(update={"used": len(cited_in(items))})
    return briefing.model_copy(update={"sections": sections, "text": lines_of(items), "coverage": coverage})


def document(briefing: Briefing, edits: Sequence[Edit] = ()) -> dict[str, Any]:
    """The JSON of `brief`; of an edited one with a further key `own`, the editor's texts and where each stands."""
    whole = edited(briefing, edits).model_dump(mode="json")
    if not edits:
        return whole
    own = [
        {"section": part.kind, "before": sum(1 for each in part.entries[number:] if each.item), "text": one.own}
        for part in parts(briefing, edits)
        for number, one in enumerate(part.entries)
        if not one.item
    ]
    return whole | {"own": own}
