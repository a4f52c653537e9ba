"""How sure a thing was said to be: whether a sentence tells as done what was planned, or as planned what is done."""

from collections.abc import Iterable, Sequence

from assistant.gate.meaning.polarity import (
    AIDS,
    held_in,
)
from assistant.language.lexicon import (
    HEDGES,
    PLANNED,
    PLANNED_TO,
    POSSIBLE,
    SAYING,
    SURE,
)
from assistant.language.words import Token, tokens
from corpus.text.tables import bag


def surer(sentence: str, cited: Iterable[str]) -> list[str]:
    """Reasons where a sentence tells as done or certain what the cited sentences call possible, planned or believed."""
    words = tokens(sentence)
    rows = [tokens(text) for text in cited]
    theirs = {token.lower for row in rows for token in row}
    stems = {token.stem for row in rows for token in row}
    bold = [token for token in words if token.lower in SURE]
    if bold and not theirs & SURE and not any(token.stem in stems for token in bold):
        return [f"says '{bold[0].text}'; the cited text does not say how certain it is"]
    for row in rows[:1]:
        for at, token in enumerate(row):
            kind = _unsure(row, at)
            if not kind or token.stem in {word.stem for word in words}:
                continue
            place = _governed(row, at, kind)
            if place is None:
                continue
            uses = [spot for spot, word in enumerate(words) if word.stem == row[place].stem]
            if not uses or not (
                held_in(row, place, words)
                or held_in(words, uses[0], row)
                or _before(words, uses[0]) == _before(row, place) != ""
            ):
                continue
            if kind != "believed":
                uses = [spot for spot in uses if not _noun(words, spot)]
            if uses and all(_told(words, spot, kind) for spot in uses):
                verb = words[uses[0]].text
                return [f"says '{verb}' as a fact; the cited text says '{token.text} ... {row[place].text}'"]
        return _taken_place(words, row)
    return []


def _taken_place(words: Sequence[Token], row: Sequence[Token]) -> list[str]:
    """A reason where a meeting that the cited sentence calls planned for a day has taken place."""
    for at, token in enumerate(row[:-1]):
        if token.lower not in _SET or row[at + 1].lower not in _WHEN:
            continue
        event = _before(row, at)
        for spot in (spot for spot, word in enumerate(words) if word.stem == event):
            after = [word.lower for word in words[spot + 1 : spot + 4]]
            if any(word in _DONE for word in after[:2]) and not HEDGES & {word.text for word in words}:
                return [f"says that the {words[spot].text} took place; the cited text says that it is {token.text}"]
    return []


_SET = bag("planned scheduled slated set expected")
_WHEN = bag("for on in at")
_DONE = bag("took was were happened occurred began opened ended")

# How sure a cited word is of what follows it, and which words of a sentence keep to that.
_KEEPS = {
    "possible": HEDGES - bag("will shall going about set due can toward towards"),
    "planned": HEDGES | bag("agreed agree agrees decided decide urged urge urges called calls call asked demanded"),
    "future": HEDGES,
    "believed": HEDGES | SAYING | bag("suspect suspects according belief view opinion"),
}
_ASKED_OF = bag("urged urges urge asked asks demanded demands")
_RESOLVED = bag("promised promises pledged pledges vowed vows threatened threatens agreed agrees decided ready")
_BELIEF = bag("believe believes argue argues argued alleges alleged claims claimed suspects think thinks")
_FIRST = bag("i we")
_AHEAD = bag("will would should must")


def _unsure(row: Sequence[Token], at: int) -> str:
    """How a cited word weakens what follows it: `possible`, `planned`, `future` or `believed`; empty if it does not."""
    token, low = row[at], row[at].lower
    following = row[at + 1].lower if at + 1 < len(row) else ""
    if token.text[0].isupper() and at:
        return ""
    if low in _BELIEF and at and row[at - 1].lower not in _FIRST:
        return "believed"
    if low == "likely" and {"be", "would", "will", "most"} & {row[at - 1].lower if at else "", following}:
        return "possible"
    if low in POSSIBLE:
        return "possible" if low not in PLANNED_TO or following == "to" else ""
    if low in _ASKED_OF and any(one.lower == "to" for one in row[at + 2 : at + 6]):
        return "planned"
    if low in _RESOLVED or low in PLANNED_TO:
        return "planned" if following == "to" else ""
    if low in PLANNED - bag("would should want wants wanted"):
        return "planned"
    return "future" if low in _AHEAD else ""


def _governed(row: Sequence[Token], at: int, kind: str) -> int | None:
    """The place of the verb that a weakening word governs."""
    start = at + 1
    if row[at].lower in _ASKED_OF:
        start = next(place for place in range(at + 2, at + 6) if row[place].lower == "to")
    reach = 9 if kind == "believed" else 5
    for place in range(start, min(start + reach, len(row))):
        token = row[place]
        following = row[place + 1].lower if place + 1 < len(row) else ""
        if token.lower in AIDS | _LIGHT or token.lower.endswith("ly") or (kind == "believed" and not token.content):
            continue
        if following == "to" and token.lower in _WISHES | PLANNED_TO:
            continue  # `if it wants to return` is of the return
        return place if token.content else None
    return None


_LIGHT = bag("make making made take taking give giving whether further")
_WISHES = PLANNED | bag("decide decides decided choose chooses chose")


def _before(words: Sequence[Token], at: int) -> str:
    """The stem of the content word before a place; empty for none."""
    return next((token.stem for token in reversed(words[:at]) if token.content), "")


def weaker(sentence: str, cited: Iterable[str]) -> list[str]:
    """A reason where a sentence tells as planned what the best cited sentence says has been done."""
    words = tokens(sentence)
    for row in [tokens(text) for text in cited][:1]:
        for at, token in enumerate(words):
            if token.lower not in _PLANS or token.stem in {word.stem for word in row}:
                continue
            place = _governed(words, at, "planned") if at + 1 < len(words) and words[at + 1].lower == "to" else None
            if place is None:
                continue
            done = [spot for spot, word in enumerate(row) if word.stem == words[place].stem]
            if done and all(
                {"has", "have", "had"} & {one.lower for one in row[max(0, spot - 2) : spot]} for spot in done
            ):
                return [f"says '{token.text} to {words[place].text}'; the cited text says that it has been done"]
    return []


_PLANS = bag("plan plans planned intend intends intended hope hopes hoped aims wants")


def _noun(words: Sequence[Token], at: int) -> bool:
    return at > 0 and words[at - 1].lower in bag("the a an this its his her their any")


def _told(words: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a sentence tells a verb as a fact: no word before it, or close after it, keeps to how sure it was."""
    near = {token.text for token in words[max(0, at - 12) : at + 5]} | {words[0].lower}  # `May` is no hedge
    if near & _KEEPS[kind] or any(token.stem == "plan" for token in words):
        return False
    if kind != "future":
        return True
    before = [token.lower for token in words[max(0, at - 3) : at]]
    done = words[at].lower.endswith("ed") or {"has", "have", "had", "was", "were"} & set(before)
    return bool(done) and not {"be", "to"} & set(before)
