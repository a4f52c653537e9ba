"""Whose line is asked for: which sentences tell what that side says and does, by its name or by who speaks for it."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.briefing.events.kinds import BY_ONE
from assistant.briefing.events.positions import speakers_of
from assistant.briefing.events.tellings import Telling
from assistant.gate.officers import offices_of
from assistant.gate.sayings import sayings
from assistant.language.lexicon import FAMILY_FIRST, NO_PERSON, ROLES, SAYING
from assistant.language.names import Name, names
from assistant.language.naming import AMERICAN, CAPITALS, NATIONS
from assistant.language.words import fold, tokens
from corpus.article import Article
from corpus.text.calendar import either
from corpus.text.speakers import shown
from corpus.text.stop_words import PREPOSITIONS
from corpus.text.tables import bag, table

_BODIES = frozenset(f"@{one}" for one in (*AMERICAN, "white_house"))
_PREPOSITION = either(PREPOSITIONS)
# Where a clause begins, with the office of the one who acts: 'said that | Foreign Minister of | Norrland', 'Chief
# executive | Nora Beck', but not 'Reporters asked | Nora Beck'.
_BEFORE = re.compile(
    r"(?:^|[,;:'] ?|\b(?:that|and|but|while|when|after|because|as) )(?:[Tt]he )?"
    rf"(?:[A-Z]\w+ (?!{either(SAYING)}\b|\w+ed\b)[a-z]+ )?"
    rf"(?:(?:[A-Z][\w'-]*|{either(ROLES)}),? ){{0,5}}(?P<of>of (?:the )?)?$"
)
_PLACED = re.compile(rf"\b{_PREPOSITION} (?:the )?$", re.I)  # 'In Washington ...' acts nowhere
_BEHIND = re.compile(
    rf"(?: of (?:the )?[A-Z]\w+)?(?: (?:late |early )?on [A-Z]\w+day)?(?:'s?)? (?!{_PREPOSITION}\b|that\b)['\w]"
)
_OFFICE = re.compile(rf"(?:'s?)?(?: (?!(?:{_PREPOSITION}|{either(SAYING)}|and|or)\b)[\w.-]+){{0,4}} ?")
# Another country refuses: 'the North has repeatedly refused'.
_REFUSES = re.compile(
    rf"(?: \w+){{0,3}}? {either(bag(table('assistant.language', 'modality')['denied']['before_to']))}\b"
)
_HELD = re.compile(rf"\b{either(ROLES)}\b", re.I)
_APPOSED = re.compile(r", (?:[\w-]+ ){0,4}[\w-]+,")  # 'Nora Quist, the transport minister, ...'
# 'Statement of the mayor on the fire', 'Letter by President Lund': all of it is his.
_BY = re.compile(rf"\b{BY_ONE}s? (?:of|by|from) (?:the )?(?:[A-Z][\w.'-]* ){{0,4}}$", re.I)
_OURS = re.compile(r"(?:We|I|Our|My)\b")
_WE = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Mm]y)\b")


class Side:
    """Whose line is asked for, as the sentences found name it and those who speak for it."""

    def __init__(self, who: str, found: Sequence[Telling]) -> None:
        self._who = told = fold(f"of {who}")
        self._named = [one for one in names(told) if not one.office]
        # What stands first is no name by its capital; a body without a name is known by its words.
        own = either(re.escape(one.text) for one in self._named)
        body = re.escape(fold(who).removeprefix("the "))
        self._body = re.compile(rf"^{own}\b" if self._named else rf"(?i:\bthe (?:[a-z-]+ ){{0,2}}{body}\b|\b{body}\b)")
        self._found = found

    def is_of(self, one: Telling) -> bool:
        """Whether a sentence tells what the side says or does."""
        if one.speaker:
            who = speakers_of(one) or shown(one.speaker)
            said = [each for each in names(fold(f"by {who}")) if not each.office]
            return any(map(self._is_it, said)) or any(map(self._speaks, said)) or self._in_own_outlet(one, said)
        folded = one.folded
        if self._is_by(one.article) or (_OURS.match(folded) and self._is_own(one.article)):
            return True
        named = names(folded)
        # 'A plain word from spokesman Price: ...'
        said = [
            *(each.name for each in sayings(folded)),
            *(name for name in named if folded.startswith(": '", name.end)),
        ]
        if any(self._is_it(name) or self._speaks(name) for name in said):
            return True
        acting = any(self._speaks(name) for name in named if _acts(folded, name.lead, name.end))
        # What stands first is no name by its capital: 'Hale put him in the team'.
        first = [name for name in names(f"by {folded}")[:1] if name.lead == len("by ")]
        acting = acting or any(self._speaks(name) and _BEHIND.match(folded, len(name.text)) for name in first)
        acting = acting or any(_acts(folded, *span) for span in (*self._spans(folded), *self._by_office(one)))
        return acting and not any(map(self._is_others, said))

    def is_named(self, one: Telling) -> bool:
        """Whether a sentence names the side."""
        return next(self._spans(one.folded), None) is not None

    def leaves(self, one: Telling) -> bool:
        """Whether a sentence tells what other countries do, and nothing that the side does: 'the North refused aid'."""
        folded = one.folded
        placed = [each for each in names(folded) if _country(each) and not _PLACED.search(folded, 0, each.lead)]
        acting = [each for each in placed if _BEHIND.match(folded, each.end)]
        theirs = any(map(self._is_it, acting)) or any(_acts(folded, *span) for span in self._spans(folded))
        refusing = any(_REFUSES.match(folded, each.end) for each in acting)
        return refusing or (bool(acting) and not theirs and not _WE.search(folded))

    def _spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where a folded text names the side."""
        yield from (one.span() for one in self._body.finditer(folded))
        yield from ((one.lead, one.end) for one in names(folded) if self._is_it(one))

    def _by_office(self, one: Telling) -> list[tuple[int, int]]:
        """Where a sentence has an office alone that around it the side has, and nobody else: 'the minister'."""
        if not self._named or not _HELD.search(one.folded):
            return []
        around = fold(f"{one.article.title}. {one.evidence.text}")
        held: dict[str, set[bool]] = {}
        for name in names(around):
            told = f"{around[name.lead : name.start]}{(_APPOSED.match(around, name.end) or [''])[0]}"
            for office in _HELD.findall(told):
                held.setdefault(office.lower(), set()).add(self._is_it(name))
        own = [office for office, whose in held.items() if whose == {True}]
        if not own:
            return []
        return [found.span() for found in re.finditer(rf"(?i:\bthe (?:\w+ )?{either(own)}\b)(?! [A-Z])", one.folded)]

    def _is_it(self, name: Name) -> bool:
        """Whether a name is that of the side."""
        if of := _country(name):
            return of in self._countries or (of in _BODIES and "@united_states" in self._countries)
        return any(_same(name, one) for one in self._named if not _country(one))

    @cached_property
    def _countries(self) -> frozenset[str]:
        """The countries among the side, as such or as whoever leads it has them ('the Biden administration')."""
        last = max((one.article.day for one in self._found), default="")
        own = {of for one in self._named if (of := _country(one))}
        leads = not NO_PERSON.isdisjoint(each.lower for each in tokens(self._who))
        held = {
            of for who, of in offices_of(last) for one in self._named if leads and _same_words(one.words, _parts(who))
        }
        return frozenset(own or ({"@united_states"} if held & _BODIES else held))

    @cached_property
    def _people(self) -> list[tuple[tuple[str, ...], str]]:
        """Who holds an office of whom, as the sentences found and the titles of their articles tell."""
        told = dict.fromkeys((*(one.folded for one in self._found), *(fold(one.article.title) for one in self._found)))
        days = {one.article.day for one in self._found}
        held = {(_parts(who), "@united_states" if of in _BODIES else of) for day in days for who, of in offices_of(day)}
        return [*held, *(found for text in told for found in self._linked(text))]

    def _linked(self, folded: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """Who is told with an office of a country or of the side, or says what the side holds."""
        found = names(folded)
        own = list(self._spans(folded))
        for name in found:
            if name.office or name.place or _country(name) or self._is_it(name):
                continue
            for start, end in own:
                # An office that is in no table is taken for a name: 'Coach Tom Hale'.
                if start == name.start < end < name.end and not self._named:
                    yield _parts(folded[end : name.end]), "@own"
                of = _OFFICE.fullmatch(folded, end, name.lead) and _HELD.search(folded, end, name.start)
                behind = folded[: name.lead].endswith(", ") and _HELD.search(folded, max(0, start - 30), start)
                # 'Mayor Holt', 'the health minister, Jonas Feld', where the office itself is asked for.
                holds = not self._named and (name.lead <= start < name.start or folded[end : name.lead] in (" ", ", "))
                apposed = behind and end == name.lead - 2
                if of or holds or apposed or folded[name.end : start] in (" of ", " of the "):
                    yield name.words, "@own"
            for other in (one for one in found if _country(one) and not self._is_it(one)):
                if _OFFICE.fullmatch(folded, other.end, name.lead):
                    yield name.words, _country(other)
        for said in sayings(folded):
            office = _HELD.search(folded[said.name.lead : said.name.start])
            if office and any(folded[:start].endswith(("that ", "that the ")) for start, _ in own):
                yield said.name.words, "@own"

    def _speaks(self, name: Name) -> bool:
        """Whether somebody speaks for the side by an office, and for nobody else."""
        of = {each for words, each in self._people if _same_words(name.words, words)}
        return bool(of) and of <= self._countries | {"@own"}

    def _is_others(self, name: Name) -> bool:
        """Whether somebody speaks for others alone."""
        of = {each for words, each in self._people if _same_words(name.words, words)}
        return bool(of) and of.isdisjoint(self._countries | {"@own"})

    def _in_own_outlet(self, one: Telling, said: Sequence[Name]) -> bool:
        """Whether the side published it, and who speaks is not told to be of another country."""
        others = {each for name in said for words, each in self._people if _same_words(name.words, words)}
        return self._is_own(one.article) and not others - self._countries - {"@own"}

    def _is_by(self, article: Article) -> bool:
        """Whether a title says that an article is a statement of the side."""
        title = fold(article.title)
        people = [(name.lead, name.end) for name in names(title) if self._is_it(name) or self._speaks(name)]
        return any(_BY.search(title, 0, start) for start, _ in (*people, *self._spans(title)))

    def _is_own(self, article: Article) -> bool:
        return any(map(self._is_it, names(fold(f"by {article.source or ''}"))))


def _acts(folded: str, start: int, end: int) -> bool:
    """Whether what stands from here to there is who acts in a clause."""
    before = _BEFORE.search(folded, 0, start)
    if before is None or not _BEHIND.match(folded, end):
        return False
    return bool(before["of"]) or not _PLACED.search(folded, 0, start)


def _country(name: Name) -> str:
    """The country or its body that a name is, a capital being its government; empty for any other name."""
    of = CAPITALS.get(" ".join(name.words))
    if of or name.canonical[1:] in NATIONS or name.canonical in _BODIES:
        return f"@{of}" if of else name.canonical
    return ""


def _same(one: Name, other: Name) -> bool:
    return one.canonical == other.canonical and (bool(one.canonical) or _same_words(one.words, other.words))


def _parts(who: str) -> tuple[str, ...]:
    return names(fold(f"by {who}"))[0].words


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two names can be the other in short: its surname, or all its words."""
    short, full = sorted((one, other), key=len)
    surname = full[0] if full[0] in FAMILY_FIRST else full[-1]
    return surname in short and set(short) <= set(full)
