"""Who says it: the speaker that a sentence names, against the speaker of the cited words."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.gate.lexicon import CAPITALS, NATIONS, ROLES, SAYING
from assistant.gate.names import Name, names
from assistant.gate.source import Unit, content
from assistant.gate.words import tokens

_QUESTION = frozenset({"question", "q", "reporter", "journalist", "press", "media"})


def speakers(sentence: str) -> list[Name]:
    """The names that a folded sentence gives as speakers: `X said`, `said X`, `according to X`, `X: ...`."""
    out: list[Name] = []
    found = names(sentence)
    words = tokens(sentence)
    ends = {name.at + len(name.text): name for name in found}
    starts = {name.at: name for name in found}
    for at, token in enumerate(words):
        if token.lower in SAYING:
            before = words[at - 1] if at else None
            if before is not None and before.lower in (
                "also",
                "has",
                "have",
                "had",
                "then",
                "later",
                "again",
                "further",
                "reportedly",
            ):
                before = words[at - 2] if at > 1 else None
            if before is not None and before.end in ends and sentence[before.end : token.start].strip(" '") == "":
                out.append(ends[before.end])
                continue
            apposed = _before_apposition(sentence, token.start, found)
            if apposed:
                out.append(apposed)
                continue
            after = [t for t in words[at + 1 : at + 8]]
            while (
                after
                and after[0].lower in ROLES | {"the", "white", "house", "state", "department"}
                and after[0].start not in starts
            ):
                after.pop(0)
            if (
                after
                and after[0].start in starts
                and token.lower in ("said", "says", "added", "wrote", "noted", "explained", "warned", "stressed")
                and "," not in sentence[token.end : after[0].start]
            ):
                out.append(starts[after[0].start])
    for one, two in pairwise(words):
        if (one.lower, two.lower) == ("according", "to"):
            following = [name for name in found if 0 <= name.at - two.end <= 40]
            if following:
                out.append(following[0])
    return out


def _before_apposition(sentence: str, verb: int, found: Sequence[Name]) -> Name | None:
    """The name before an apposition that ends right before the verb: `Psaki, the spokesperson, said`."""
    head = sentence[:verb].rstrip()
    if not head.endswith(","):
        return None
    opening = head[:-1].rfind(",")
    if opening < 0 or verb - opening > 90:
        return None
    return next((name for name in found if name.at + len(name.text) == opening), None)


def misattributed(sentence: str, units: Sequence[Unit], lean: str) -> list[str]:
    """Reasons where a sentence gives the words of one speaker to another; `lean` is what the archive says itself."""
    said = speakers(sentence)
    if not said or not units:
        return []
    unit = units[0]
    reasons: list[str] = []
    for name in said[:2]:
        if name.canonical and name.canonical[1:] not in NATIONS:
            continue
        if not name.canonical and name.words[-1] in CAPITALS:
            continue
        theirs = speakers(unit.text)
        if any(_same(name, other) for other in theirs):
            continue
        label = {token.lower.rstrip(".") for token in tokens(unit.speaker)}
        mine = {word for word in name.words if word not in ROLES}
        if label & _QUESTION and not label & mine:
            reasons.append(f"says {name.text} said it; in the cited text it is a reporter's question")
        elif theirs and all(bool(other.canonical) == bool(name.canonical) for other in theirs) and not label & mine:
            reasons.append(f"says {name.text} said it; in the cited text {theirs[0].text} says it")
        elif not theirs and label and not name.canonical and not label & mine and not _titled(name, label, lean):
            reasons.append(f"says {name.text} said it; in the cited text {unit.speaker.title()} says it")
    return reasons[:1]


def only_asked(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where a sentence states what the cited text only asks."""
    if not units or not units[0].text.endswith("?") or "?" in sentence:
        return []
    mine = content(sentence)
    if {token.lower for token in tokens(sentence)} & _ASKING or not mine:
        return []
    shares = [len(mine & unit.stems) / len(mine) for unit in units]
    stated = [share for unit, share in zip(units, shares, strict=True) if not unit.text.endswith("?")]
    if shares[0] >= 0.6 and all(share < 0.6 * shares[0] for share in stated):
        return ["states what the cited text only asks"]
    return []


_ASKING = frozenset(
    {"asked", "asks", "asking", "question", "questions", "questioned", "whether", "reporter", "wonder", "wondered"}
)


def _same(one: Name, other: Name) -> bool:
    if one.canonical or other.canonical:
        return one.canonical == other.canonical or CAPITALS.get(one.words[-1]) == other.canonical[1:]
    return bool({w for w in one.words if w not in ROLES} & {w for w in other.words if w not in ROLES})


def _titled(name: Name, label: set[str], lean: str) -> bool:
    """Whether the archive names the speaker whom the transcript only labels (`MODERATOR`, `THE PRESIDENT`)."""
    surnames = {word for word in label if word not in ROLES | {"the", "a"}}
    return not surnames and name.words[-1] in lean.lower()
