"""A question of two halves as several questions, each standing alone."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.language.times.mentions import Mention
from assistant.language.times.spans import Span
from assistant.question.follow_up import stand_alone
from assistant.question.salience import Exchange, content

_PREPOSITION = r"in|on|at|to|for|from|with|by|of|under|about|against|during|over|since|until|before|after|into"
_WH = rf"(?:(?:{_PREPOSITION}) )?(?:who|whom|whose|what|when|where|why|how|which)\b"
_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)\b"
_SUBJECT = r"(?:the|it|he|she|they|his|her|its|their|this|that|these|those|there|any|(?-i:[A-Z])\w*)"
_CUT = re.compile(rf"(?:[,;]\s*(?:and|but|or)|[,;]|\s(?:and|but|or))\s+(?=(?:{_WH}|{_AUX} {_SUBJECT}\b))", re.I)
_SENTENCES = re.compile(r"(?<=\?)\s+(?=[A-Z])")
_BOTH = re.compile(r"\b(?P<a>before|after|during) and (?P<b>before|after|during)\b", re.I)
_ABOUT = re.compile(r", with regard to [^?]*\?\s*$")
_COMPARED = re.compile(
    r"^(?P<head>.*?\b(?:differ\w*|compare\w*|contrast\w*|change\w*|gap|distinction|similar\w*)\b.*?\b)"
    r"(?:between (?P<a>[^,?]+?) and (?P<b>[^,?]+?))"
    r"(?P<tail>(?: (?:in|on|at|over|about|during|regarding|towards?) [^?]*)?)[?.]?$",
    re.I,
)
_THAN = re.compile(
    r"^(?P<one>.+?) (?P<word>than|from|with|to) (?P<det>the |that of |those of )(?P<two>[^?]+?)(?P<noun> ones?)?[?.]?$",
    re.I,
)


def halves(question: str, spans: Sequence[Span], as_of: date) -> tuple[str, ...]:
    """The parts of a question that asks two things, each standing alone; empty where it asks one.

    Two times ('in July 2021 and in June 2022', 'between August 2021 and May 2022'), 'before and after', two things
    compared, or two questions in one sentence, of which the second is given the subject of the first.
    """
    return (
        _two_times(question, spans)
        or _before_and_after(question)
        or _compared(question)
        or _two_questions(question, as_of)
    )


def _two_times(question: str, spans: Sequence[Span]) -> tuple[str, ...]:
    for span in spans:
        if not span.joint or len(span.mentions) < 2:
            continue
        one, *_, two = span.mentions
        head = re.sub(r"\b(?:between|from|both)\s+((?:[\w’'-]+ ){0,2})$", r"in \1", question[: one.start], flags=re.I)
        gap = question[span.mentions[-2].end : two.start]
        own, tail = "", question[two.end :]
        if re.search(r"\bthe $", gap):  # 'between August 2021 and the May 2022 summit': the summit is of May alone
            cut = re.match(rf"[^?.,;]*?(?=\s(?:{_PREPOSITION})\b|[?.,;]|$)", tail, re.I)
            own = cut.group() if cut else ""
        parts = [f"{head}{_full(question, m)}{tail[len(own) :]}" for m in span.mentions[:-1]]
        return (*parts, f"{head}{'the ' if own else ''}{_full(question, two)}{tail}")
    return ()


def _full(question: str, mention: Mention) -> str:
    """A mention with its year, which the other one may have given for both."""
    words = question[mention.start : mention.end]
    return words if re.search(r"\d{4}|[a-z] (?:week|month|year)|day", words) else f"{words} {mention.first.year}"


def _before_and_after(question: str) -> tuple[str, ...]:
    m = _BOTH.search(question)
    if not m:
        return ()
    return tuple(f"{question[: m.start()]}{m[word].lower()}{question[m.end() :]}" for word in ("a", "b"))


def _compared(question: str) -> tuple[str, ...]:
    if m := _COMPARED.match(question):
        shared = " ".join(content(m["head"]))
        return tuple(
            f"{m[side].strip()}{m['tail']} ({shared})" if shared else f"{m[side].strip()}{m['tail']}"
            for side in ("a", "b")
        )
    m = _THAN.match(question)
    if m and m["word"].lower() == "than" and m["noun"]:
        noun = re.search(
            (
                r"\bthe (?:[\w’'-]+ )*?(?P<np>(?:(?:19|"
                r"20)\d\d )?(?-i:[A-Z])[\w’-]*(?: (?-i:[A-Z])[\w’-]*)*) (?P<noun>[a-z]+)"
            ),
            m["one"],
        )
        if noun:
            one = re.sub(r" (?:more|less|better|further|rather)(?: \w+)?$", "", m["one"])
            other = one[: noun.start("np")] + m["two"] + " " + noun["noun"] + one[noun.end() :]
            return (f"{one}?", f"{other}?")
    return ()


def _two_questions(question: str, as_of: date) -> tuple[str, ...]:
    about = _ABOUT.search(question)
    body, context = (question[: about.start()], about.group().rstrip()) if about else (question, "")
    pieces = [piece for piece in _SENTENCES.split(body) if piece.strip()]
    if len(pieces) == 1:
        cut = _CUT.search(body, 8)
        if not cut or not re.match(rf"{_WH}|{_AUX}", body, re.I):
            return ()
        pieces = [body[: cut.start()].strip(" ,;"), body[cut.end() :].strip()]
    if (
        len(pieces) != 2
        or not pieces[1].endswith("?")
        or any(len(piece.split()) < 3 for piece in pieces)
        or not re.match(rf"{_WH}|{_AUX}", pieces[0], re.I)
    ):
        return ()
    first = pieces[0].rstrip("?. ") + "?"
    second = pieces[1][0].upper() + pieces[1][1:]
    if context:
        return first.rstrip("?") + context, second.rstrip("?") + context
    return first, stand_alone(second, [Exchange(first, "")], as_of)
