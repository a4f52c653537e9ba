"""An ellipsis as the last question with one thing of it exchanged: 'And Seoul?', 'And in March?', 'The Japanese?'."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant import phrasing
from assistant.language.lexicon import OFFICE_WORDS
from assistant.language.naming import CAPITALS, NATIONS, PEOPLES, SAME
from assistant.question.answer_type import asks_what_said, sayer
from assistant.question.pronouns import NAME, TITLE, is_person
from assistant.question.salience import WORD, content, is_light
from assistant.question.talk.again import INVERTED
from assistant.question.talk.meant import ON_WHAT, Led
from assistant.question.talk.things import things
from assistant.question.window import Window, read_window, timeless
from corpus.text.calendar import either
from corpus.text.tables import bag, table

OPENING = re.compile(
    r"^(?:(?:and|but|so|or|also|then|ok|okay|well|no|yes|really|um|hmm|oh|ah|wow|thanks)\b[,.!?]* *)+", re.I
)
_ORDERS = table("assistant.question", "leaning")["orders"]
ORDER = re.compile(rf"(?:{_ORDERS})\b", re.I)
ELLIPSIS = re.compile(
    r"^(?:what|how) about (?P<a>.+?)[?.! ]*$|^(?P<b>(?!(?:what|who|whom|whose|when|where|why|how|which|did|does|do|"
    rf"is|are|was|were|has|have|had|can|could|will|would|should|{_ORDERS})\b).{{1,60}}?)\? *$",
    re.I,
)
_SPEAKING = bag(table("assistant.question", "leaning")["speaking"])
_BARE_TIME = re.compile(r"yesterday|today|tomorrow|(?:last|this|next) ", re.I)  # needs no 'on' or 'in', as a date does
_PLACED = re.compile(r"(?P<word>in|at|near|with|on|about|from|to|against|of|for|by) (?P<what>(?:the )?.+)$", re.I)
_THE = re.compile(r"\b(?:the|(?P<any>an?)) $", re.I)
_OWNS = re.compile(r"['’]s?$")
_OF_KIND = re.compile(r"(?:the )?(?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*) (?P<kind>[a-z][a-z -]*)", re.I)
_OFFICE = rf"(?:(?!the )[a-z][\w-]* ){{0,2}}{either(OFFICE_WORDS)}\b"
# Around a name, with which they name a person: 'the mayor of Port Ansel', `Japan's foreign minister`, 'the US envoy'.
_HOLDS, _HELD = re.compile(rf"\bthe {_OFFICE} (?:of|for) (?:the )?\Z"), re.compile(rf"(?:['’]s)? {_OFFICE}")
_REACH = 60  # characters before a name in which its office is looked for
_MOST = 12  # names of a question that are looked at for one before the same noun
_ONE = re.compile(r"ones?")
OF_TIME = re.compile(r"(?: (?:in|on|from|to|until|since|during|before|after))*[ ?]*$")  # what stood before a time


def exchanged(question: str, before: Callable[[], str], answered: str, own: Window, as_of: date) -> str:
    """An ellipsis as a whole question: the last one (`before`) with its time, or the name of the same kind, exchanged;
    empty where it is none, or the last question has nothing of its kind. `own`: the time that the ellipsis names.
    Of a place that the answer (`answered`) to 'where' may have named it is asked whether it is one.
    """
    m = ELLIPSIS.match(OPENING.sub("", question.strip()))
    if not m:
        return ""
    last = before()
    part = (m["a"] or re.sub("^The ", "the ", m["b"])).strip()
    if own.named and not content(re.sub(r"\b(?:early|mid|late)\b", "", timeless(part))):
        return _timed(last, part, own, as_of)
    times = [(time.start, time.end) for time in read_window(last, as_of).spans]
    names = [n for n in NAME.finditer(last) if n.start() > 0 and not _is_light(n.group())]
    names = [n for n in names if not any(start <= n.start() < end for start, end in times)]
    where = _PLACED.match(part)
    held = _holder(last, names)
    if held and _is_other(part, last[slice(*held)]):  # 'And Ann Lee?', 'And the mayor of Oslo?'
        return f"{last[: held[0]]}{part}{last[held[1] :]}"
    if of_kind := _OF_KIND.fullmatch(where["what"] if where else part):  # '(at) the Bali summit'
        kind = _ONE.fullmatch(of_kind["kind"]) is None and of_kind["kind"]
        for old in names[:_MOST]:
            behind = last[old.end() :].removeprefix("'s")
            if _before_noun(last, old) and (not kind or re.match(rf" {re.escape(kind)}\b", behind)):
                return _in_place(last, old, f"the {of_kind['name']}")
    if where:
        return _placed(last, names, where)
    if asked := _whether_there(last, part, answered):
        return asked
    mine = NAME.search(part)
    somebody = mine is not None and mine.group() == part and is_person(part) and not is_country(part)
    who = sayer(last) if asks_what_said(last) else ""
    speaks = _SPEAKING & {part.rpartition(" ")[2].lower()} or (somebody and not NAME.search(f"to {who}"))
    if who and who in last and speaks:  # 'And the port authority?' after 'What did Petra Ilieva say about the strike?'
        return last.replace(who, part, 1)
    on = None if mine else ON_WHAT.search(timeless(last))
    if on and things(part) == [(0, len(part))]:  # 'And the tram?' after 'What did she say about the fire?'
        what = OF_TIME.sub("", on["what"])
        at = last.rfind(what)
        return Led(f"{last[:at]}{part}{last[at + len(what) :]}", f"What about {part}?", "")
    if mine and names and mine.group() == part.removeprefix("the "):
        like = [n for n in names if is_person(n.group()) == is_person(part)] or names
        return _in_place(last, [*_pair(last, like)[1:], like[0]][0], part)
    return ""


def _holder(last: str, names: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Where somebody stands whom a text names by an office."""
    for name in names[:_MOST]:
        start = max(0, name.start() - _REACH)
        if holds := _HOLDS.search(last[start : name.start()]):
            return start + holds.start(), name.end()
        if held := _HELD.match(last, name.end()):
            the = _THE.search(last[start : name.start()])
            return start + the.start() if the else name.start(), held.end()
    return None


def _is_other(new: str, old: str) -> bool:
    """Whether what is exchanged is another person, and not whose or of where the office of the old one is: with an
    office or a title or by a whole name, or by any name but a country's where the office is of a country.
    """
    mine = [*NAME.finditer(new)]
    if not mine or _holder(new, mine) == (0, len(new)) or re.match(TITLE, new):
        return bool(mine)
    if mine[0].group() != new or not is_person(new) or is_country(new):
        return False
    return " " in new or any(is_country(one.group()) for one in NAME.finditer(old))


def _timed(last: str, part: str, own: Window, as_of: date) -> str:
    """The last question with another time; behind it, where it has none."""
    there = [span for span in read_window(last, as_of).spans if span.mentions]
    mention = own.spans[0].mentions[0] if own.spans[0].mentions else None
    if there and mention:
        head, tail = last[: there[0].start], last[there[0].end :]
        words = phrasing.period(*mention.period)
        link = "on " if mention.period.length == 1 else "from " if " to " in words else "in "
        head = re.sub(r"\b(?:on|in) $", link, head)
        old = last[there[0].start : there[0].end]
        bare = _BARE_TIME.match(old) and not re.search(r"['’]s$", old) and not head.endswith("the ")
        return f"{head}{link if bare else ''}{words}{tail}"
    return f"{last.rstrip('?.! ')} {part}?"


def _whether_there(last: str, part: str, answered: str) -> str:
    """After 'Where did Biden travel?' whether it was to the place that is asked of; empty where that is none."""
    asked = INVERTED.match(last)
    if not asked or (asked["wh"] or "").lower().strip() != "where":
        return ""
    listed = rf"\b(in|at|to|near) (?:(?:the|of|and|[A-Z][\w’-]*,?) ){{0,20}}?{re.escape(part.removeprefix('the '))}\b"
    bare = rf"(?i:(?:\b{re.escape(asked['did'])}\w* |\A)(in|at|to)\b)"
    to = re.search(listed, answered) or (is_country(part) and re.search(bare, answered))
    link = to[1].lower() if to else "in" if is_country(part) else ""
    place, rest = f" {link} {part}", asked["rest"]
    rest = f"{rest}{place}" if content(timeless(rest)) else f"{place}{rest}"
    return f"{asked['verb'].capitalize()} {asked['who']} {asked['did']}{rest}?" if link else ""


def _placed(last: str, names: Sequence[re.Match[str]], where: re.Match[str]) -> str:
    """'And in Russia?' in place of what stood behind the same word; where nothing did, behind the last question."""
    word, what = where["word"].lower(), where["what"]
    asked = last.rstrip("?.! ")
    if not NAME.fullmatch(what.removeprefix("the ")):
        on = ON_WHAT.search(asked) if word in ("on", "about") else None
        return f"{asked[: on.start()]}{where[0]}?" if on else ""  # 'and on fees?'
    like = [n for n in names if re.search(rf"\b{word} (?:the )?$", last[max(0, n.start() - 16) : n.start()], re.I)]
    pair = _pair(last, names) if word == "with" else []
    if not like and pair and is_person(pair[1].group()) == is_person(what):
        return _in_place(last, pair[1], what)  # 'And with Yoon?'
    if not like:  # 'With Japan?' after 'What was agreed?'
        bare = last.bare.rstrip("?.! ") if isinstance(last, Led) else asked
        return f"{bare} {word} {what}{asked[len(bare) :] if asked.startswith(bare) else ''}?"
    return _in_place(last, like[-1], what)


def _pair(text: str, names: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """The first two names where both do something, of which the first stays: 'What did Biden and Yoon say?'."""
    together = len(names) > 1 and re.fullmatch(" and (?:the )?", text[names[0].end() : names[1].start()])
    return names[:2] if together else []


def _in_place(text: str, old: re.Match[str], new: str) -> str:
    """A text with another name in the place of one, with the article and the ending that go with it there: 'the US
    statement', "Japan's statement", 'did the US say'.
    """
    head, tail = text[: old.start()], text[old.end() :]
    owns = _OWNS.search(old.group()) or tail.startswith(("'s", "’s"))
    tail = tail.removeprefix("'s").removeprefix("’s")
    the, bare = _THE.search(head), re.sub("^the ", "", new, flags=re.I)
    head = head[: the.start()] if the else head
    if not (owns or _before_noun(text, old)) or _OWNS.search(bare):
        return f"{head}{new}{tail}"
    words = bare.lower()
    if words in PEOPLES or (not owns and not (is_country(bare) and not bare.isupper())):
        return f"{head}{'the ' if the or owns else ''}{bare}{tail}"
    return f"{head}{new}’{'' if new.endswith('s') else 's'}{tail}"


def _before_noun(text: str, name: re.Match[str]) -> bool:
    """Whether a name stands before a noun that it tells more of: 'the US statement', `Seoul's statement`."""
    return any(start <= name.start() and name.end() < end for start, end in things(text))


def is_country(name: str) -> bool:
    """Whether a name is a country's, or its capital's, which speaks for it."""
    return country(name) != ""


def country(name: str) -> str:
    """Which country a name is of, or of its capital; empty for none."""
    words = tuple(word.lower() for word in WORD.findall(name.removeprefix("the ")))
    same = SAME.get(words, ("",))[0]
    return same if same in NATIONS else CAPITALS.get(" ".join(words), "")


def _is_light(name: str) -> bool:
    return is_light(name) and not (name.isupper() and len(name) > 1)  # 'US'
