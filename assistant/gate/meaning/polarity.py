"""Whether a sentence turns round what the cited text says: negation, opposites, ranks."""

from collections.abc import Iterable, Sequence

from assistant.gate.meaning.denial import FRAMES, denials
from assistant.gate.meaning.opposites import OPPOSITES, SMALL
from assistant.language.lexicon import STOP
from assistant.language.stems import stem
from assistant.language.words import Token, tokens
from corpus.text.number_words import ORDINALS
from corpus.text.tables import bag

AIDS = bag(
    "soon now again already be is are was were been being have has had do does did to the a an of its their his her "
    "any that it"
)


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
        found = [row for row in theirs if held_in(words, reach[0], row)]
        if found and not any(_denied(row, words[reach[0]].stem) for row in found):
            return [f"says '{_not(words[at])} ... {words[reach[0]].text}'; the cited text does not deny it"]
    stems = frozenset(token.stem for token in words)
    for row in theirs[:1]:
        for at, reach in denials(row):
            held = [place for place in reach[:1] if held_in(row, place, words) or _all_held(row, reach, stems)]
            if held and row[at].stem not in stems and not _denied(words, row[held[0]].stem) and not mine:
                return [
                    f"leaves out the '{_not(row[at])}' of the cited text ('{_not(row[at])} ... {row[held[0]].text}')"
                ]
    return []


def _not(token: Token) -> str:
    return "not" if token.lower in ("n't", "not") else token.text


def _all_held(row: Sequence[Token], reach: Sequence[int], stems: frozenset[str]) -> bool:
    """Whether all words that are denied, up to a mark, are among the stems, two of them at least."""
    own = [place for place in reach if row[place].lower not in FRAMES]
    closed = [at for at in range(reach[0] + 1, own[-1] + 1) if row[at].start - row[at - 1].end > 1] if own else []
    denied = [row[place].stem for place in own if place < min(closed, default=len(row))]
    return len(denied) > 1 and stems.issuperset(denied)


def held_in(words: Sequence[Token], place: int, row: Sequence[Token]) -> bool:
    """Whether a row has the word of a place, in the company of at least half of its four nearest content words."""
    return _held(words[place], _nearest(words, place), row)


def _nearest(words: Sequence[Token], place: int) -> list[str]:
    """The stems of the four content words nearest to a place."""
    word, near = words[place], [place]
    for step in range(1, len(words)):
        sides = [at for at in (place - step, place + step) if 0 <= at < len(words)]
        near += [at for at in sides if words[at].content and words[at].stem != word.stem]
        if len(near) > 4 or not sides:
            break
    return [words[at].stem for at in near[1:5]]


def _held(word: Token, near: Sequence[str], row: Sequence[Token]) -> bool:
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
    rows = [(frozenset(token.stem for token in row), row) for row in map(tokens, everything)]
    held: dict[int, bool] = {}
    mine = {token.stem for token in words}
    denied = {words[at].stem for _, reach in denials(words) for at in reach[:1]}
    reasons: list[str] = []
    for text in cited:
        theirs = tokens(text)
        here = {token.stem for token in theirs}
        refused = {theirs[at].stem for _, reach in denials(theirs) for at in reach[:1]}
        for at, token in enumerate(words):
            against = OPPOSITES.get(token.lower) or OPPOSITES.get(_base(token.lower))
            if not against:
                continue
            if token.stem not in here:
                if at not in held:
                    near = _nearest(words, at)
                    held[at] = any(token.stem in stems and _held(token, near, row) for stems, row in rows)
                if held[at]:
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
                strict = token.lower in SMALL or token.lower in STOP
                shared = _shared(words, at, theirs, place)
                if shared < own + 2 or _agrees(words, at, theirs, shared):
                    continue
                if _company(words, at, theirs, place, strict):
                    reasons.append(f"says '{token.text}'; the cited text says '{other.text}'")
                    break
    return reasons[:1]


def _base(word: str) -> str:
    """The dictionary form of a word for the table of opposites."""
    return _BASES.get(stem(word), word)


def _agrees(words: Sequence[Token], at: int, theirs: Sequence[Token], least: int) -> bool:
    """Whether the cited sentence has a word of the same direction (`reduce` for `cut`) in as close a company."""
    own = OPPOSITES.get(words[at].lower) or OPPOSITES.get(_base(words[at].lower)) or frozenset()
    return any(
        _shared(words, at, theirs, place) >= least
        for place, other in enumerate(theirs)
        if other.stem != words[at].stem
        and own & (OPPOSITES.get(other.lower) or OPPOSITES.get(_base(other.lower)) or frozenset())
    )


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


def outranked(sentence: str, cited: Sequence[str]) -> list[str]:
    """A reason where a sentence says `largest` of what the cited call second-largest, or the other way round."""
    mine, theirs = _ranks(sentence), [rank for text in cited for rank in _ranks(text)]
    for most, place in mine:
        held = [other for word, other in theirs if word == most]
        if held and place not in held:
            said, told = f"{place} {most}".strip(), f"{held[0]} {most}".strip()
            return [f"says '{said}'; the cited text says '{told}'"]
    return []


def _ranks(folded: str) -> list[tuple[str, str]]:
    """Each superlative of a folded text with the ordinal before it, if there is one."""
    words = tokens(folded)
    return [
        (token.lower, words[at - 1].lower if at and words[at - 1].lower in _PLACES else "")
        for at, token in enumerate(words)
        if token.lower.endswith("est") and len(token.lower) > 5
    ]


_PLACES = frozenset(word for word, number in ORDINALS.items() if 2 <= number <= 10)
