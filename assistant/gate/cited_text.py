"""The cited text made ready for looking things up: its sentences, and who speaks each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.gate.officers import holders
from assistant.gate.told import Facts
from assistant.language.name_index import Known, known
from assistant.language.naming import CAPITALS
from assistant.language.times.dates import Day, days, meant
from assistant.language.words import Token, canonical, fold, named, tokens
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import LABEL_IN_TEXT, is_question, labels

Speakers = tuple[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the cited text: folded, with its stems (names of one thing under one form) and its speaker."""

    text: str
    stems: frozenset[str]
    speaker: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""
        return tokens(self.text)


# In a text of up to so many characters (a span of three sentences) a number found beside another thing than the one
# counted is told wrongly; in a whole article the same thing is counted many times.
SPAN = 800
# In one of up to so many (two or three passages) it is, if it stands in the sentences nearest to what is judged.
PASSAGES = 3000


@dataclass(frozen=True)
class Source:
    """All that a sentence is held against: the cited texts, each folded whole, their sentences in order, and what the
    archive itself vouches for (title, outlet, days, speaker). The archive may vouch for a name or a day, never for a
    quotation.
    """

    texts: tuple[str, ...]
    units: tuple[Unit, ...]
    vouched: str
    """What the archive vouches for, folded."""
    published: tuple[str, ...]
    """The days among it, as ISO dates."""

    @classmethod
    def of(cls, quotes: str | Sequence[str], known: Sequence[str] = (), speakers: Sequence[Speakers] = ()) -> "Source":
        """The cited texts read once; kept for the last 512 sets of texts. `speakers`: with whose words each begins, and
        all who speak in its article.
        """
        return _read((quotes,) if isinstance(quotes, str) else tuple(quotes), tuple(known), tuple(speakers))

    @cached_property
    def whole(self) -> str:
        """All texts as one, folded."""
        return " ".join(self.texts)

    @property
    def short(self) -> bool:
        """Whether the cited text is a span of a few sentences, and no article."""
        return len(self.whole) <= SPAN

    @property
    def passage(self) -> bool:
        """Whether the cited text is a few passages, and no article."""
        return len(self.whole) <= PASSAGES

    @cached_property
    def known(self) -> Known:
        """The names of the cited texts."""
        return known(self.whole)

    @cached_property
    def archive(self) -> Known:
        """The names that the archive vouches for."""
        return known(self.vouched)

    @cached_property
    def told(self) -> Facts:
        """What the cited texts tell that can be looked up."""
        return Facts(self.whole)

    @cached_property
    def vouching(self) -> Facts:
        """What the archive vouches for, read in the same way."""
        return Facts(self.vouched)

    @cached_property
    def meant(self) -> tuple[Day, ...]:
        """The days that the relative times of the cited texts mean (`on Friday`), from each day of publication."""
        return tuple(day for published in self.published for text in self.texts for day in meant(text, published))

    @cached_property
    def officers(self) -> Known:
        """The names of those who held, when the texts were published, the offices that they speak of."""
        return known(" ; ".join(dict.fromkeys(holders((self.known, self.archive), self.published))))

    @cached_property
    def lean(self) -> frozenset[str]:
        """The stems of the words that the archive vouches for."""
        return content(self.vouched)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all content words of the cited texts."""
        return frozenset().union(*(unit.stems for unit in self.units))

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring stems of the cited texts."""
        return frozenset(pair for text in self.texts for pair in pairs(text))

    @cached_property
    def together(self) -> frozenset[tuple[str, str]]:
        """Pairs of content words of which the second follows within six in one sentence."""
        rows = [row(unit.text) for unit in self.units]
        return frozenset((one, two) for words in rows for at, one in enumerate(words) for two in words[at + 1 : at + 7])

    def holds_whole(self, folded: str) -> bool:
        """Whether a folded text is a whole sentence of the cited texts, its speaker's label aside, or a whole text."""
        label, words = [*_turns(folded), ("", folded)][0]
        return folded in self.texts or any(
            folded == unit.text or (words == unit.text and label == unit.speaker) for unit in self.units
        )

    def best(self, stems: frozenset[str], most: int = 4) -> tuple[Unit, ...]:
        """The units that hold most of the stems, each chosen for what those before it leave open, best first."""
        left = set(stems)
        chosen: list[Unit] = []
        pool = list(self.units)
        while pool and len(chosen) < most:
            unit = max(pool, key=lambda one: (len(one.stems & left) * 2 + len(one.stems & stems), -len(one.stems)))
            if not unit.stems & left and chosen:
                break
            chosen.append(unit)
            left -= unit.stems
            pool.remove(unit)
        return tuple(chosen)


def row(folded: str) -> list[str]:
    """The stems of a folded text's content words in order, names of one thing (capital and country too) as one."""
    return [stem for stem, group in grouped(folded) if len(group) > 1 or group[0].content or stem[0] == "@"]


def grouped(folded: str) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    """The words of a folded text, names of one thing as one, each with the stem by which it is compared."""
    return tuple((_country(group), group) for group in named(folded))


def _country(group: tuple[Token, ...]) -> str:
    capital = CAPITALS.get(group[0].lower) if len(group) == 1 and group[0].text[0].isupper() else None
    return f"@{capital}" if capital else canonical(group)


def content(folded: str) -> frozenset[str]:
    """The stems of a folded text's content words."""
    return frozenset(row(folded))


def pairs(folded: str) -> list[tuple[str, str]]:
    """The pairs of neighbouring stems of a folded text, function words included."""
    row = [canonical(group) for group in named(folded)]
    return list(pairwise(row))


@lru_cache(maxsize=512)
def _read(quotes: tuple[str, ...], known: tuple[str, ...], speakers: tuple[Speakers, ...]) -> Source:
    units: list[Unit] = []
    for at, quote in enumerate(quotes):
        first, names = speakers[at] if at < len(speakers) else ("", None)
        speaker = fold(first)
        for label, words in _turns(quote, names):
            speaker = label or speaker
            units += [Unit(text, content(text), speaker) for text in sentences(words) if text]
    return Source(tuple(fold(quote) for quote in quotes), tuple(units), fold(" ; ".join(known)), _days(known))


def _days(known: Sequence[str]) -> tuple[str, ...]:
    """The entries that are a day and nothing else, as ISO dates."""
    found = [day for entry in known for day in days(fold(entry)) if len(day.text) >= len(fold(entry)[:10])]
    whole = (f"{day.year:04}-{day.month:02}-{day.day:02}" for day in found if day.year and day.month and day.day)
    return tuple(dict.fromkeys(whole))


def _turns(text: str, names: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
    last, label = 0, ""
    for start, end, name in sorted(_labels(text, names)):
        if start > last:
            yield label, text[last:start]
        label = fold("QUESTION" if is_question(name) else name)
        last = end
    yield label, text[last:]


def _labels(text: str, names: frozenset[str] | None) -> Iterator[tuple[int, int, str]]:
    """The labels of a text, at its lines, on lines of their own and within lines; `names`: all who speak in the article
    that it is of.
    """
    yield from labels(text, names)
    for found in LABEL_IN_TEXT.finditer(text):
        start, end = found.span()
        if text[max(0, start - 2) : start].strip() or text[end : end + 1] == "\n":
            yield start, end, found["name"] or "Q"


def sentences(text: str) -> list[str]:
    """The folded sentences of a text."""
    return [fold(text[start:end]) for start, end in sentence_spans(text)]
