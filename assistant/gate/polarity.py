"""Whether a sentence turns round what the cited text says: negation, opposites, and how sure it was said."""

from collections.abc import Iterable, Sequence

from assistant.gate.lexicon import (
    HEDGES,
    OPPOSITES,
    PLAIN_NEGATORS,
    PLANNED,
    PLANNED_TO,
    POSSIBLE,
    SAYING,
    SOFT_NEGATORS,
    STOP,
    SURE,
    bag,
)
from assistant.gate.stems import stem
from assistant.gate.words import Token, tokens

_STOPS = frozenset({"but", "while", "although", "though", "because", "which", "who", "and", "or"})
# Words that hold the form of a negation and deny nothing.
_NO_DENIAL = {
    ("not", "only"),
    ("not", "just"),
    ("not", "least"),
    ("no", "doubt"),
    ("no", "matter"),
    ("not", "merely"),
    ("not", "simply"),
    ("no", "less"),
    ("no", "fewer"),
    ("no", "more"),
    ("none", "other"),
    ("nothing", "less"),
}
# These negate only what follows `to`: `the talks failed` denies nothing.
_BEFORE_TO = bag(
    "declined declines decline declining failed fails fail failing refused refuses refuse refusing unable unwilling unlikely"
)
_RULED = bag("rule ruled rules ruling")
_ANYBODY = bag("one body people person persons")
_RELATIONS = bag(
    "before after over under up down above below in out all none more less most least first last earlier later onto off"
    " left right past top early late fewer many few always never today tomorrow yesterday day night north south east"
    " west back front ahead behind forward together apart old new young"
)
_AIDS = bag(
    "soon now again already be is are was were been being have has had do does did to the a an of its their his her any that it"
)


def denials(words: Sequence[Token]) -> list[tuple[int, list[int]]]:
    """Each negator's place among the words, with the places of up to three content words in its reach."""
    out: list[tuple[int, list[int]]] = []
    for at, token in enumerate(words):
        low = token.lower
        if low not in PLAIN_NEGATORS | SOFT_NEGATORS | _RULED and low != "yet":
            continue
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if (low, following) in _NO_DENIAL or (low == "no" and following.isdigit()):
            continue
        if not _negates(words, at):
            continue
        reach: list[int] = []
        for place in range(at + 1, min(at + 9, len(words))):
            if words[place].lower in _STOPS and reach:
                break
            if low in ("no", "none") and words[place].lower in _ANYBODY:
                continue
            if words[place].content and not (words[place].lower in SOFT_NEGATORS and _negates(words, place)):
                reach.append(place)
                if len(reach) == 3:
                    break
        out.append((at, reach))
    return out


def _negates(words: Sequence[Token], at: int) -> bool:
    """Whether a word negates here: `failed`, `declined` and `yet` do before `to` only, `ruled` before `out`."""
    low, following = words[at].lower, words[at + 1].lower if at + 1 < len(words) else ""
    if low in _RULED:
        return following == "out"
    return following == "to" if low in _BEFORE_TO or low == "yet" else True


def turned(sentence: str, cited: Iterable[str]) -> list[str]:
    """Reasons where a sentence denies what the cited sentences say, or says what they deny; both folded.

    A negator counts by the first content word in its reach, where that word stands in the same company there.
    """
    words = tokens(sentence)
    theirs = [tokens(text) for text in cited]
    mine = denials(words)
    for at, reach in mine:
        if not reach or (at and words[0].lower == "if"):
            continue
        found = [row for row in theirs if _held(words, reach[0], row)]
        if found and not any(_denied(row, words[reach[0]].stem) for row in found):
            return [f"says '{_not(words[at])} ... {words[reach[0]].text}'; the cited text does not deny it"]
    for row in theirs[:1]:
        for at, reach in denials(row):
            held = [place for place in reach[:1] if _held(row, place, words)]
            if held and not _denied(words, row[held[0]].stem) and not mine:
                return [
                    f"leaves out the '{_not(row[at])}' of the cited text ('{_not(row[at])} ... {row[held[0]].text}')"
                ]
    return []


def _not(token: Token) -> str:
    return "not" if token.lower in ("n't", "not") else token.text


def _held(words: Sequence[Token], place: int, row: Sequence[Token]) -> bool:
    """Whether a row has the word of a place, in the company of at least half of its four nearest content words."""
    word = words[place]
    around = [at for at, token in enumerate(words) if token.content and token.stem != word.stem]
    near = [words[at].stem for at in sorted(around, key=lambda at: abs(at - place))[:4]]
    for spot in (at for at, token in enumerate(row) if token.stem == word.stem):
        here = {token.stem for token in row[max(0, spot - 10) : spot + 11]}
        if 2 * sum(stem_ in here for stem_ in near) >= len(near):
            return True
    return False


def _denied(words: Sequence[Token], stem_: str) -> bool:
    """Whether a word is in a negator's reach anywhere in the row."""
    return any(words[place].stem == stem_ for _, reach in denials(words) for place in reach)


def opposed(sentence: str, cited: Sequence[str], everything: Sequence[str]) -> list[str]:
    """Reasons where a sentence has the opposite of a word of the cited sentences, in the same company.

    `everything` are all sentences of the cited text: what one of them says in that company is said.
    """
    words = tokens(sentence)
    rows = [tokens(text) for text in everything]
    mine = {token.stem for token in words}
    denied = {words[at].stem for _, reach in denials(words) for at in reach[:1]}
    reasons: list[str] = []
    for text in cited:
        theirs = tokens(text)
        here = {token.stem for token in theirs}
        refused = {theirs[at].stem for _, reach in denials(theirs) for at in reach[:1]}
        for at, token in enumerate(words):
            against = OPPOSITES.get(token.lower) or OPPOSITES.get(_base(token.lower))
            if not against or (token.stem not in here and any(_held(words, at, row) for row in rows)):
                continue
            own = max(
                (_shared(words, at, theirs, spot) for spot, one in enumerate(theirs) if one.stem == token.stem),
                default=-2,
            )
            for place, other in enumerate(theirs):
                if not (other.lower in against or _base(other.lower) in against) or (own < 0 and other.stem in mine):
                    continue
                if (token.stem in denied) != (other.stem in refused):
                    continue
                strict = token.lower in _RELATIONS or token.lower in STOP
                if _shared(words, at, theirs, place) >= own + 2 and _company(words, at, theirs, place, strict):
                    reasons.append(f"says '{token.text}'; the cited text says '{other.text}'")
                    break
    return reasons[:1]


def _base(word: str) -> str:
    """The dictionary form of a word for the table of opposites."""
    return _BASES.get(stem(word), word)


_BASES = {stem(word): word for word in sorted(OPPOSITES, key=len, reverse=True)}


def _company(words: Sequence[Token], at: int, theirs: Sequence[Token], place: int, strict: bool) -> bool:
    """Whether two words stand among the same content words: a small word before the same one, or within three of two;
    any other within seven of one.
    """
    if strict and _next(words, at) == _next(theirs, place) != "":
        return True
    reach = 3 if strict else 7
    mine = {t.stem for t in words[max(0, at - reach) : at + reach + 1] if t.content and t is not words[at]}
    other = {t.stem for t in theirs[max(0, place - reach) : place + reach + 1] if t.content}
    return len(mine & other) >= (2 if strict and len(mine) > 2 else 1)


def _shared(words: Sequence[Token], at: int, theirs: Sequence[Token], place: int) -> int:
    """How many content words stand within five of both places."""
    mine = {t.stem for t in words[max(0, at - 5) : at + 6] if t.content and t is not words[at]}
    return len(mine & {t.stem for t in theirs[max(0, place - 5) : place + 6] if t.content})


def _next(words: Sequence[Token], at: int) -> str:
    """The stem of the content word that follows within three words; empty for none."""
    return next((token.stem for token in words[at + 1 : at + 4] if token.content), "")


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
            if place is None or not _held(row, place, words):
                continue
            uses = [spot for spot, word in enumerate(words) if word.stem == row[place].stem]
            if kind != "believed":
                uses = [spot for spot in uses if not _noun(words, spot)]
            if uses and all(_told(words, spot, kind) for spot in uses):
                verb = words[uses[0]].text
                return [f"says '{verb}' as a fact; the cited text says '{token.text} ... {row[place].text}'"]
    return []


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


def _unsure(row: Sequence[Token], at: int) -> str:
    """How a cited word weakens what follows it: `possible`, `planned`, `future` or `believed`; empty if it does not."""
    token, low = row[at], row[at].lower
    following = row[at + 1].lower if at + 1 < len(row) else ""
    if token.text[0].isupper() and at:
        return ""
    if low in _BELIEF and at and row[at - 1].lower not in _FIRST:
        return "believed"
    if low in POSSIBLE:
        return "possible" if low not in PLANNED_TO or following == "to" else ""
    if low in _ASKED_OF and any(one.lower == "to" for one in row[at + 2 : at + 6]):
        return "planned"
    if low in _RESOLVED or low in PLANNED_TO:
        return "planned" if following == "to" else ""
    if low in PLANNED - bag("would should want wants wanted"):
        return "planned"
    return "future" if low == "will" else ""


def _governed(row: Sequence[Token], at: int, kind: str) -> int | None:
    """The place of the verb that a weakening word governs."""
    start = at + 1
    if row[at].lower in _ASKED_OF:
        start = next(place for place in range(at + 2, at + 6) if row[place].lower == "to")
    reach = 9 if kind == "believed" else 5
    for place in range(start, min(start + reach, len(row))):
        token = row[place]
        if token.lower in _AIDS or token.lower.endswith("ly") or (kind == "believed" and not token.content):
            continue
        return place if token.content else None
    return None


def _noun(words: Sequence[Token], at: int) -> bool:
    return at > 0 and words[at - 1].lower in bag("the a an this its his her their any")


def _told(words: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a sentence tells a verb as a fact: no word before it, or close after it, keeps to how sure it was."""
    near = {token.lower for token in words[max(0, at - 12) : at + 5]} | {words[0].lower}
    if near & _KEEPS[kind] or any(token.stem == "plan" for token in words):
        return False
    if kind != "future":
        return True
    before = [token.lower for token in words[max(0, at - 3) : at]]
    done = words[at].lower.endswith("ed") or {"has", "have", "had", "was", "were"} & set(before)
    return bool(done) and not {"be", "to"} & set(before)
