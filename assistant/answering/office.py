"""A question who holds an office now: answered by the newest sentences that name somebody in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product

from assistant import phrasing
from assistant.answering.state import State
from assistant.gate.officers import held_of
from assistant.language.lexicon import GONE, LOWER, OFFICE_WORDS
from assistant.language.names import Name, names
from assistant.language.naming import NATIONS, PEOPLES, forms_of
from assistant.language.stems import stem
from assistant.language.words import Token, canonical, fold, named, tokens
from assistant.question.answer_type import beside_names, introduced
from assistant.question.pronouns import stands_alone
from assistant.writers.lines.cut import lines_of
from assistant.writers.lines.line import Line
from corpus.search import CLOSELY, Readings, Searcher
from corpus.store.archive import Archive
from corpus.text.stop_words import FUNCTION

_LINKS = frozenset(("of", "the", "for", "to", "and", "in", "on", "at", "a", "an", "us"))  # what an office has of these
_OTHERS = frozenset(map(stem, LOWER | GONE))
NAMING = 400  # passages that name the office which are looked at, the newest
WAYS = 400  # ways to write an office that are searched: of several countries each has its own
BETWEEN = 6  # words between those of an office: 'President Yoon Suk Yeol of the Republic of Korea'
LONG = 90  # days after which it is said how old the newest sentence is
OLDER = 0.8  # what each sentence that is told counts beside the newer one before it
_PARTS = re.compile(r"[,;:]| and ")  # between them no office goes on
_NOW = r"(?: ?\b(?:now|currently|today|at present|at the moment)\b ?)?"
_WHO_IS = re.compile(rf"who(?: is|'s) {_NOW}(?:the )?{_NOW}(?P<office>.+?){_NOW}[?.! ]*", re.I)
_SENT_TO = re.compile(r"\b(?:to|for) (?:the )?\Z")
_OF = re.compile(r" of (?:the )?[A-Z][\w.'-]*(?: (?:of|[A-Z][\w.'-]*))*")


def of_office(state: State, archive: Archive, searcher: Searcher) -> State | None:
    """The state with the newest sentences that name a holder of the office that is asked for as its evidence; where
    none does, those that have the office in so many words; where there are none either, it is not stated: what is said
    of others would be taken for it. None for another question.
    """
    office = asked_office(state.understood.standalone)
    if not office or (state.understood.window_from and not state.understood.recent):
        return None
    held = list(_holding(office, state, archive, searcher))
    if not any(who for who, _ in held):
        held = list(_of_elsewhere(office, state, archive, searcher)) or held
    if not held:
        return replace(state, reason="not_stated")
    lines = _newest(held)[:CLOSELY]
    day = lines[0].page.article.day
    old = (date.fromisoformat(str(state.scope.as_of)) - date.fromisoformat(day)).days > LONG
    notes = (*state.notes, phrasing.held_then(date.fromisoformat(day))) if old else state.notes
    found = tuple(line.alone.model_copy(update={"score": OLDER**at}) for at, line in enumerate(lines))
    # 'Currently' asks for the newest that the archive has, of whatever day.
    understood = replace(state.understood, prefer=None)
    return replace(state, understood=understood, found=found, readings=Readings(searcher.reader, found), notes=notes)


def _newest(held: Sequence[tuple[Name | None, Line]]) -> list[Line]:
    """The lines that name the newest holder, of the last day that has one; where none does, all, the newest first."""
    ordered = sorted(held, key=lambda one: one[1].page.article.day, reverse=True)
    told = [line for _, line in ordered]
    if named := [(who, line) for who, line in ordered if who]:
        newest, last = named[0][0], named[0][1].page.article.day
        told = [line for who, line in named if _is(who, newest) and line.page.article.day == last]
    return list({line.text: line for line in reversed(told)}.values())[::-1]


def asked_office(question: str) -> str:
    """The office of which a question asks who holds it now ('Who is the mayor?'); empty for any other question."""
    asked = _WHO_IS.fullmatch(fold(question))
    words = {one.lower for one in tokens(asked["office"])} if asked else set()
    plain = (words & FUNCTION) <= _LINKS and not words.isdisjoint(OFFICE_WORDS)
    return asked["office"] if asked and plain and introduced(question) is None else ""


def _is(one: Name, other: Name) -> bool:
    """Whether two names are of one person: 'Yellen' and 'Janet Yellen'."""
    first, second = set(one.words), set(other.words)
    return first <= second or second <= first


def _holding(office: str, state: State, archive: Archive, searcher: Searcher) -> Iterator[tuple[Name | None, Line]]:
    """The sentences that stand alone and name somebody in the office, with the name, or just the office."""
    folded = fold(office)
    asked = _keys(folded)
    passages = {(one.article_id, one.version, one.start): one for one in state.found}
    for one in searcher.naming(_ways(folded), state.scope, NAMING, between=BETWEEN, newest=True):
        passages.setdefault((one.article_id, one.version, one.start), one)
    for one in passages.values():
        for line in lines_of(archive.article(one.article_id, one.version), one):
            if not (line.fit and stands_alone(line.text) and _in_order(folded, fold(line.text))):
                continue
            if (who := _holder(folded, line)) or _has(asked, line.text):
                yield who, line


def _of_elsewhere(office: str, state: State, archive: Archive, searcher: Searcher) -> Iterator[tuple[Name, Line]]:
    """The sentences that name somebody in the office, but not of whom or of where it is: the archive has the country
    beside the name ('South Korea's Park Jin'), or the title or the paragraph names the place. Neither tells to where
    somebody is sent: 'ambassador to Japan'.
    """
    folded = fold(office)
    of = frozenset(canonical(one) for one in named(folded) if _counts(one) and one[0].text[0].isupper())
    bare = [one[0].lower for one in named(folded) if _counts(one) and canonical(one) not in of]
    if not (of and bare) or any(_SENT_TO.search(folded, 0, at) for at in _where(folded)):
        return
    known = dict[tuple[str, ...], bool]()
    for one in searcher.naming([bare], state.scope, NAMING, newest=True):
        for line in lines_of(archive.article(one.article_id, one.version), one):
            who = _holder(folded, line, of) if line.fit and stands_alone(line.text) else None
            if who is None:
                continue
            if who.words not in known:
                known[who.words] = bool(_countries(folded)) and _beside(who, of, state, archive, searcher)
            near = fold(f"{line.page.article.title}. {line.around}")
            if known[who.words] or (not _countries(folded) and of <= _keys(near)):
                yield who, line


def _beside(who: Name, of: frozenset[str], state: State, archive: Archive, searcher: Searcher) -> bool:
    """Whether some sentence has a country beside somebody's name."""
    for one in searcher.naming([who.words], state.scope, NAMING, newest=True):
        for line in lines_of(archive.article(one.article_id, one.version), one):
            folded = fold(line.text)
            for other, told in beside_names(folded, 1):
                after = _OF.match(folded, other.end)
                if _is(other, who) and of <= _keys(f"{told} {after[0] if after else ''}"):
                    return True
    return False


def _ways(folded: str) -> list[tuple[str, ...]]:
    """The words of an office in each way that they may be written: 'of the Republic of Korea', 'South Korean', or with
    the name of a holder in the country's place.
    """
    found, of = [group for group in named(folded) if _counts(group)], _countries(folded)
    if len(of) > 1:  # whose it is may be left out
        found = [group for group in found if canonical(group) != of[0]]
    held = {one.lower for rows in _known(folded) for _, name in rows for one in tokens(fold(name))}
    each = [(canonical(group), group[0].lower) for group in found]
    written = ((*(forms_of(one) or (word,)), *(held if one in of else ())) for one, word in each)
    return list(islice(product(*written), WAYS))


def _known(folded: str) -> Iterator[list[tuple[str, str]]]:
    """The holders that are known of an office of one country."""
    of = _countries(folded)
    return held_of(of[0], {one.lower for one in tokens(folded)}) if len(of) == 1 else iter(())


def _countries(folded: str) -> list[str]:
    """The countries that a folded text names, once each, in order."""
    found = dict.fromkeys(map(canonical, named(folded)))
    return [one for one in found if one.startswith("@") and one[1:] in NATIONS]  # no 'woman', which ends with Oman


def _where(folded: str) -> list[int]:
    """Where a folded text names countries."""
    return [group[0].start for group in named(folded) if canonical(group) in _countries(folded)]


def _in_order(office: str, folded: str) -> bool:
    """Whether a folded text names those countries of an office that it names in the order of the office."""
    asked, said = _countries(office), _countries(folded)
    return [one for one in asked if one in said] == [one for one in said if one in asked]


def _holder(office: str, line: Line, unnamed: frozenset[str] = frozenset()) -> Name | None:
    """Who is named in a line with all of the office that is asked for, but for what need not be `unnamed`, and with no
    word that makes it another.
    """
    asked = _keys(office)
    folded = _without_theirs(asked, fold(line.text))
    for who, told in beside_names(folded, 1):
        of = _OF.match(folded, who.end)
        near = f"{told} {of[0] if of else ''}"
        held = _keys(near)
        unsaid = _unsaid(office, who, line.page.article.day) if set(_countries(near)) <= asked else set()
        if unnamed and not _capitals(near) <= asked | set(who.words):
            continue  # the office is of another place
        if asked - unsaid - unnamed <= held and _OTHERS.isdisjoint(held - asked):
            return who
    return None


def _unsaid(office: str, who: Name, day: str) -> set[str]:
    """What goes without saying: of two countries the first, whose office it is ('our envoy for Iran'), and of a holder
    who is known the country ('President Biden').
    """
    of = _countries(office)
    then = [name for rows in _known(office) for _, name in [row for row in rows if row[0] <= day][-1:]]
    is_known = any({one.lower for one in tokens(fold(name))}.issuperset(who.words) for name in then)
    return set(of[:1]) if len(of) > 1 or is_known else set()


def _has(asked: frozenset[str], text: str) -> bool:
    """Whether a text has the office in so many words, and somebody's name, and no word beside that makes it another."""
    folded = _without_theirs(asked, fold(text))
    people = any(not (one.canonical or one.office or one.place) for one in names(folded))
    return people and any(_together(asked, part) for part in _PARTS.split(folded))


def _without_theirs(asked: frozenset[str], folded: str) -> str:
    """A folded text without the offices of what only belongs to whom or where is asked: 'President of Norway's
    parliament', 'mayor of Oslo's sister city'.
    """
    groups, kept, end = named(folded), "", 0
    for at, group in enumerate(groups):
        rest = [one for one in groups[at + 1 : at + 5] if one[0].lower != "the"]
        if group[-1].lower not in OFFICE_WORDS or len(rest) < 3 or rest[0][0].lower not in ("of", "for", "to"):
            continue
        owner, thing = rest[1], rest[2]
        owns = owner[-1].text.endswith("'s") or " ".join(one.lower for one in owner) in PEOPLES
        beside = folded[owner[-1].end : thing[0].start] == " " and _counts(thing)
        if owns and beside and canonical(owner) in asked and canonical(thing) not in asked:
            kept, end = kept + folded[end : group[0].start], owner[-1].end + 1
    return kept + folded[end:]


def _together(asked: frozenset[str], folded: str) -> bool:
    """Whether all words of the office stand side by side."""
    groups = _groups(folded)
    return any(
        asked <= {*groups[at : at + len(asked)]} and _OTHERS.isdisjoint({*groups[max(0, at - 1) : at]} - asked)
        for at in range(len(groups))
    )


def _keys(folded: str) -> frozenset[str]:
    """What a folded text names."""
    return frozenset(_groups(folded))


def _groups(folded: str) -> list[str]:
    """The stems of a folded text's words in order, names of one thing under one form. Not only of words that carry
    meaning by themselves, as `tellings.keys` has them: an office may be 'of state'.
    """
    return [canonical(group) for group in named(folded) if _counts(group)]


def _capitals(text: str) -> set[str]:
    """What a text names with a capital, offices aside."""
    groups = (one for one in named(text) if one[0].text[0].isupper() and one[0].lower not in OFFICE_WORDS | {"foreign"})
    return {canonical(one) for one in groups}


def _counts(group: tuple[Token, ...]) -> bool:
    """Whether a group is a name of something (`US`, not `us`) or a word with a meaning of its own."""
    return canonical(group).startswith("@") or group[0].lower not in FUNCTION
