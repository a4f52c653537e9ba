"""Who is meant by a surname that several have: the one whose whole name, or whose office, stands nearest before it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.gate.officers import held_by
from assistant.language.lexicon import OFFICE_WORDS
from assistant.language.name_index import stands
from assistant.language.names import Name, names
from assistant.language.words import canonical, fold, named
from assistant.question.answer_type import beside_names
from corpus.article import Article
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.text.sentences import sentence_spans

LOOKED = 100  # passages with the surname that tell who has it, where an article gives it alone
LONGEST = 4000  # characters of a line that is read as one
_TITLE, _HOLDER = -1, -2  # places before a text


class Mention(NamedTuple):
    """Where a text names somebody, how, and by which office and of which country."""

    start: int
    name: Name
    beside: frozenset[str]


class Bearers:
    """Whom articles mean by the words of somebody's whole name."""

    def __init__(self, who: Name, archive: Archive | None, scope: Scope) -> None:
        self._who, self._archive, self._scope = who, archive, scope
        self._words = frozenset(word for word in who.words if len(word) > 2) or frozenset(who.words)
        self._read: dict[tuple[str, int], list[Mention]] = {}

    def is_meant(self, article: Article, start: int, end: int) -> bool:
        """Whether the article means him between two places."""
        return any(start <= one.start < end and self._is(one.name) for one in self._meant(article))

    def is_by(self, name: Name, article: Article, at: int) -> bool:
        """Whether a name that the article has near a place is his."""
        same = (one for one in self._meant(article) if self._shares(name, one))
        near = min(same, key=lambda one: abs(one.start - at), default=None)
        return self._is(near.name if near and len(name.words) < 2 else name)

    def is_labelled(self, label: str, article: Article, at: int) -> bool:
        """Whether a speaker's label at a place of the article is his; `label` may say more of who speaks."""
        known = self._meant(article)
        found = (one._replace(start=at) for one in _mentions(label, self._words))
        return any(self._is(self._resolved(one, known, article.day).name) for one in found)

    def is_headed(self, article: Article) -> bool:
        """Whether the title or the last line means him."""
        last = article.text.rstrip().rfind("\n")
        return self.is_meant(article, _TITLE, 0) or (last >= 0 and self.is_meant(article, last, len(article.text)))

    def _shares(self, name: Name, one: Mention) -> bool:
        return bool(set(name.words) & set(one.name.words) & self._words)

    def _is(self, name: Name) -> bool:
        """Whether a name is his, as far as both tell it: 'Sung Kim' is no 'Kim Sung-han'."""
        own, other = ({word for word in one.words if len(word) > 1} for one in (self._who, name))
        same = own <= other or (other <= own and bool(other & self._words))
        pairs = ((self._who, name), (name, self._who))
        return same and all(stands(word, one.words, two.text) for one, two in pairs for word in own & other)

    def _meant(self, article: Article) -> list[Mention]:
        """Each place where the article names him or another of his name, the title before all, with whom it means."""
        key = article.id, article.version
        if key not in self._read:
            title = (one._replace(start=_TITLE) for one in _mentions(article.title, self._words))
            found = [*title, *_mentions(article.text, self._words)]
            known = self._read[key] = [one for one in found if len(one.name.words) > 1]
            for one in found:
                if len(one.name.words) < 2:
                    known.append(self._resolved(one, known, article.day))
        return self._read[key]

    def _resolved(self, one: Mention, known: Sequence[Mention], day: str) -> Mention:
        """A mention under the whole name of whom it means: of those who are known, him of the office beside it, then
        the nearest before it; where nobody is, of those whom the archive names, him whom it names most.
        """
        if len(one.name.words) > 1:
            return one
        found = (other for other in (*known, *self._holders(one, day)) if len(other.name.words) > 1)

        def near(other: Mention) -> tuple[int, bool, int]:
            before = other.start <= one.start
            return len(one.beside & other.beside), before, other.start if before else -other.start

        best = max((other for other in found if self._shares(one.name, other)), key=near, default=None)
        if best is None:
            often = [(other, count) for other, count in self._elsewhere if self._shares(one.name, other)]
            best = max(often, key=lambda other: (len(one.beside & other[0].beside), other[1]), default=(one, 0))[0]
        return one._replace(name=best.name)

    def _holders(self, one: Mention, day: str) -> Iterator[Mention]:
        """Whoever of that name is known to have held the office that stands beside it."""
        for who in held_by(one.name.words[-1], one.beside, day) if one.beside else ():
            yield from (Mention(_HOLDER, name, one.beside) for name in names(fold(f"by {who}")))

    @cached_property
    def _elsewhere(self) -> list[tuple[Mention, int]]:
        """Those of his name whom the archive names in full, with all that stands beside, and how often."""
        if self._archive is None:
            return []
        passages, match = self._archive.passages, " OR ".join(f'"{word}"' for word in sorted(self._words))
        hits = passages.hits([one for one, _ in passages.lexical(match, LOOKED, self._scope)], self._scope).values()
        told = [one for hit in hits for text in (hit.article.title, hit.text) for one in _mentions(text, self._words)]
        return _counted(one for one in told if len(one.name.words) > 1)


def _counted(told: Iterable[Mention]) -> list[tuple[Mention, int]]:
    counts, first = Counter[tuple[str, ...]](), dict[tuple[str, ...], Mention]()
    for one in told:
        counts[one.name.words] += 1
        before = first.setdefault(one.name.words, one)
        first[one.name.words] = before._replace(beside=before.beside | one.beside)
    return [(one, counts[words]) for words, one in first.items()]


@lru_cache(maxsize=512)
def _mentions(text: str, words: frozenset[str]) -> Sequence[Mention]:
    """Where a text names somebody by one of these words, in order."""
    found: list[Mention] = []
    has = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.I)
    for at, line in _lines(text):
        if has.search(line):
            for name, beside in beside_names(fold(line), 1):
                if not words.isdisjoint(name.words):
                    found.append(Mention(at + name.start, name, _keys(beside)))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with where it begins; of a very long one its sentences."""
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) <= LONGEST:
            yield line.start(), line[0]
            continue
        for one in sentence_spans(line[0]):
            yield line.start() + one.start, line[0][one.start : one.end]


def _keys(beside: str) -> frozenset[str]:
    """The office and the country that stand beside a name."""
    found = ((canonical(one), one[0].lower) for one in named(beside))
    return frozenset(
        key if key.startswith("@") else word for key, word in found if key[0] == "@" or word in OFFICE_WORDS
    )
