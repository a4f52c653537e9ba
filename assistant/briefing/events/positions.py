"""Who says a sentence: the speaker of a transcript, or whom it names as saying it; and who says otherwise later."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from assistant.answer import Sentence
from assistant.briefing.briefing import Item
from assistant.briefing.events.tellings import Telling
from assistant.gate.meaning.opposites import OPPOSITES
from assistant.gate.meaning.polarity import opposed, turned
from assistant.language.lexicon import NO_PERSON, QUALIFYING, ROLES, SAYING, TITLES
from assistant.language.names import Name, names
from assistant.language.naming import PEOPLES, PUBLIC
from assistant.language.stems import stem
from assistant.language.times.headings import headed_day
from assistant.language.times.spoken import day_of_article
from assistant.language.words import fold, tokens
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import shown
from corpus.text.stop_words import PREPOSITIONS

IN_COMMON = 3  # words that two sentences of one speaker on one matter share beside his name
_OPPOSITES = {stem(word): frozenset(map(stem, against)) for word, against in OPPOSITES.items()}
_CONDITIONS = frozenset({"if", "unless", "whether"})
_SAYS = re.compile(r"(?:\s(?:also|again|has|have|had|[a-z]{2,20}ly)){0,3}\s([a-z]{2,20})\b")
# What stands in a clause of its own ('whether Oslo had replied', 'what Price called'), or behind a preposition
# ('the visit to Seoul underscores'), is not who says the sentence.
_LOWER = re.compile(
    r"\b(?:whether|if|that|which|whom|what|when|while|as|after|before|because|since|in|to|of|for|with|on|at|from|by|about)"
    r"(?: the)? $",
    re.I,
)
_AND, _COMMA = re.compile(r",? and (?:the )?$"), re.compile(r", (?:the )?$")
_CLAUSE = re.compile(r"(?:^|[^\w ]|\bthat) ?(?:the )?$")  # where a clause begins
_OF = re.compile(r" of (?:the )?$")
_OFFICES = re.compile(r"The [A-Z][\w'-]*(?:(?:,? and|,)?(?: the)? [A-Z][\w'-]*){0,9}")
# 'The foreign ministry', "Norvik's harbour board": a body by no name of its own.
_BODY = re.compile(
    rf"(?:The|[A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}}'s)(?: [\w-]+){{0,2}} (?:{'|'.join(sorted(NO_PERSON))})\b"
)
_OF_WHAT = re.compile(r"\b([A-Z]\w*) (?:[A-Z]\w* ){0,3}of (?:[A-Z]\w* ){1,3}$")  # 'Deputy Secretary of State'
_TITLE = re.compile(rf"(?:\b(?:{'|'.join(sorted(one.capitalize() for one in TITLES))})\.? )+$")
_PREPOSITION, _NOT_OF = (
    re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(PREPOSITIONS - but))})(?![\w-])", re.I) for but in (set(), {"of"})
)
_DOING = re.compile(r" [A-Z]\w+ing (?!and\b|of\b)")  # 'President Biden Announcing Actions'
_PART = re.compile(r"\b([A-Z][a-z]+) $")
_CAPITALS = re.compile(r"(?:\b[Tt]he )?\b[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,4}$")


def who_of(one: Telling) -> str | None:
    """Whose words or stand a sentence tells, as it names them; None where it tells nobody's."""
    return shown(one.speaker) if one.speaker else who_in(one.folded)


def speakers_of(one: Telling) -> str | None:
    """The same, a bare surname or office as the article names its holder in full, where it is certain who that is."""
    who = who_of(one)
    whose, of, body = (who or "").partition(" of ")
    office = whose.removeprefix("The ") if _is_office(whose) else ""
    if not whose or (" " in whose and not office) or whose.lower() in PUBLIC:
        return who
    named = _who_speaks(one.article.title, office or whose) if one.speaker else _who_is(one, office, whose)
    return f"{named or whose}{of}{body}"


def _who_speaks(title: str, who: str) -> str | None:
    """Whom a label of a transcript means, by the part of its title that says who speaks: whom the speakers name as they
    speak may hold the same office elsewhere.
    """
    title = fold(title)
    until = _PREPOSITION.search(title)
    begins = until.end() if until and until[0].lower() == "by" else 0
    until = _NOT_OF.search(title, begins) if begins else until
    speaking = _DOING.split(title[begins : until.start() if until else len(title)])[0]
    return None if f"the {who} ".lower() in f"{speaking} ".lower() else _only(_fuller(who, speaking))


def _who_is(one: Telling, office: str, surname: str) -> str | None:
    """Whom a sentence means by an office, where its article names but one holder; by a surname the nearest before."""
    spans = sentence_spans(one.article.text)
    before = sum(span.start < one.span.end for span in spans)
    texts = [one.article.text[slice(*span)] for span in (*reversed(spans[:before]), *spans[before:])]
    found = (name for text in texts if (office or surname) in text for name in _fuller(office or surname, fold(text)))
    return _only(found) if office else next(found, None)


def _only(found: Iterable[str]) -> str | None:
    """The first of several names in full, if all can be of one person: 'President Biden', 'President Joe Biden'."""
    names = list(found)
    words = [frozenset(name.split()) for name in names]
    return names[0] if names and all(one <= max(words, key=len) for one in words) else None


def who_of_both(one: Telling, later: Telling) -> str:
    """Who changes his position from one sentence to the later one, by his longer name; empty where it is not one who
    says both, or says the one and stands in the other.
    """
    whose = [speakers_of(each) or _body_of(each) or "" for each in (one, later)]
    longest = max(whose, key=len)
    apart = [key_of(who) not in (key_of(longest), "") for who in whose]
    silent = [each for each, who in zip((one, later), whose, strict=True) if not who]
    stands = all(re.search(rf"\b{re.escape(key_of(longest))}\b", each.folded, re.I) for each in silent)
    return longest if stands and not any(apart) else ""


def _fuller(who: str, folded: str) -> Iterator[str]:
    """The names in full of those who have that surname or hold that office."""
    found = names(folded)
    for name in found:
        titled = _TITLE.search(folded, 0, name.start)
        lead = titled.start() if titled else name.lead
        of = _OF_WHAT.search(folded, 0, lead)
        start = of.start() if of and of[1].lower() in ROLES else lead
        title = folded[start : name.start].strip()
        surname = (title or len(name.words) > 1) and who.lower() in (name.words[0], name.words[-1])
        if (surname or f"{title} of ".startswith(f"{who} of ")) and not name.office and not name.canonical:
            yield folded[_whole(folded, found, start) : name.end]


def _is_office(who: str) -> bool:
    return " " in who and ROLES | {"the", "and"} >= {word.lower() for word in who.replace(",", "").split()}


def who_in(folded: str) -> str | None:
    """Who is named in a folded sentence as saying it, by name or office: all, where several do; None for nobody."""
    found = names(folded)
    for name in found:
        said = _SAYS.match(folded, name.end)
        if said and said[1] in SAYING and not name.office and name.text.lower() not in PEOPLES:
            start = _start(folded, found, name)
            first = _first(folded, found, start)
            if not re.search("[^s]s$", said[1]) and _CLAUSE.search(folded, 0, first):
                start = first  # 'Minister Park and Minister Wong agree': it is not one who 'agrees'
            if not any(_LOWER.search(folded, max(0, at - 16), at) for at in (start, first)):
                the = folded[:start].lower().endswith("the ") and name.canonical
                return ("The " if the else "") + folded[start : name.end]
    run = _OFFICES.match(folded)
    told = _SAYS.match(folded, run.end()) if run and _is_office(run[0]) else None
    return run[0] if run and told and told[1] in SAYING else None


def _start(folded: str, found: Sequence[Name], name: Name) -> int:
    """Where the name of a speaker begins: with his title, his country before it, or before what he is of."""
    before = next((one for one in found if folded[one.end : name.lead] == " " and one.canonical), None)
    if before and name.lead < name.start:
        return _whole(folded, found, before.lead)
    of = _OF.search(folded, 0, name.lead)
    whose = next((one for one in found if of and one.end == of.start() and not one.canonical), None)
    return _start(folded, found, whose) if whose else _whole(folded, found, name.lead)


def _whole(folded: str, found: Sequence[Name], start: int) -> int:
    """Where a speaker's office begins with all its parts: names are read without some (`Senior Official | Moy`, `Deputy
    | Foreign Minister Lund`); and the country before them.
    """
    begins = start
    while part := _PART.search(folded, 0, begins):
        named = any(one.start <= part.start() < one.end for one in found)
        if named or part[1].lower() not in TITLES | QUALIFYING:
            break
        begins = part.start()
    of = next((one for one in found if begins < start and one.canonical and folded[one.end : begins] == " "), None)
    return of.start if of else begins


def _first(folded: str, found: Sequence[Name], start: int) -> int:
    """Where the first of several begins who say it together: `Secretary Blinken, Minister Park and | Minister Wong`."""
    joined = _AND.search(folded, 0, start)
    while joined:
        name = next((one for one in found if one.end == joined.start()), None)
        run = _CAPITALS.search(folded, 0, joined.start())
        office = run is not None and all(word.lower() in ROLES | {"the"} for word in run[0].split())
        if name and not name.place:
            start = _start(folded, found, name)
        elif run and office:
            start = run.start()
        else:
            break
        joined = _AND.search(folded, 0, start) or _COMMA.search(folded, 0, start)
    return start


def _body_of(one: Telling) -> str | None:
    """The body that a sentence begins with as saying it, in the small letters of an outlet that knows but one such."""
    body = _BODY.match(one.folded)
    said = _SAYS.match(one.folded, body.end()) if body else None
    return body[0] if body and said and said[1] in SAYING else None


def is_position(one: Telling) -> bool:
    """Whether a sentence is what somebody says, and no event of a day that it names."""
    return not one.dated and who_of(one) is not None


def key_of(who: str) -> str:
    """What a speaker is known by under all his titles: the last of his names; an office, and several, by the whole."""
    whose, of, _ = who.partition(" of ")
    if " and " in who or who.startswith("The ") or _is_office(who):
        return who.lower()
    if of and " " in whose and not _is_office(whose):
        who = whose  # 'Minister Jana Falk of Norvik'
    return (who.split() or [""])[-1].lower().removesuffix("'s")


def changes(found: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """Changes of position: what a speaker says, and the first that he says otherwise later; in order of day. A body
    without a name is the same in one outlet.
    """
    by: dict[str, list[Telling]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.article.day, one.article.id, one.span.start)):
        who, body = who_of(one), _body_of(one)
        if (who or body) and is_of_its_article(one):
            by[key_of(who) if who else f"{body} ({one.article.source})"].append(one)
    pairs: list[tuple[Telling, Telling]] = []
    for who, said in by.items():
        ended: set[int] = set()
        for one, later in combinations(said, 2):
            if {id(one), id(later)} & ended or one.article.day == later.article.day:
                continue
            if len((one.keys & later.keys) - {who}) >= IN_COMMON and otherwise(one.folded, later.folded):
                pairs.append((one, later))
                ended |= {id(one), id(later)}
    return sorted(pairs, key=lambda pair: pair[0].article.day)


def is_of_its_article(one: Telling) -> bool:
    """Whether a sentence was said when its article came out: what stands under an earlier day's heading was not."""
    return headed_day(one.article, *one.span) in (None, day_of_article(one.article))


def otherwise(one: str, later: str) -> bool:
    """Whether the later says otherwise on the same thing: it denies the words, or has the opposite of one beside the
    same word. What is said under a condition denies nothing.
    """
    if turned(later, [one]):
        return _CONDITIONS.isdisjoint(word.lower() for word in f"{one} {later}".split())
    return bool(opposed(later, [one], [one])) and any(
        against in _OPPOSITES.get(word, ()) and near & other
        for word, near in _beside(later)
        for against, other in _beside(one)
    )


def _beside(folded: str) -> Iterator[tuple[str, set[tuple[str, int]]]]:
    """The stem of each word that is no part of a name, with the content words before it (no name) and behind it."""
    taken = {at for name in names(folded) for at in range(name.lead, name.end)}
    words = [one for one in tokens(folded) if one.content]
    for before, word, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        if word.start not in taken:
            near = {(behind.stem, 1)} if behind else set()
            yield word.stem, near | ({(before.stem, -1)} if before and before.start not in taken else set())


def merged(told: list[tuple[str, str, Sentence]]) -> list[Item]:
    """Positions (who, day, sentence) as items in order of day: what one speaker said of one day is one item."""
    by: dict[tuple[str, str], list[tuple[str, Sentence]]] = {}
    for who, day, sentence in sorted(told, key=lambda one: one[1]):
        by.setdefault((day, key_of(who)), []).append((who, sentence))
    return [
        Item(date=day, who=max((who for who, _ in said), key=len) or None, sentences=[one for _, one in said])
        for (day, _), said in by.items()
    ]
