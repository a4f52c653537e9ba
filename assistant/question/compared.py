"""The two sides of a comparison, each as words of its own: 'the first and the second flight' are two flights."""

import re
from dataclasses import replace

from assistant.question.form import Form, form_of
from assistant.question.parts import BETWEEN, LONGEST_COMPARED, TAIL
from assistant.question.understand import Understood

_PAIRS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        BETWEEN,
        # 'Biden's summit with Moon and his summit with Yoon': a word that both sides have parts no sides.
        r"\b(?:compare|contrast|put|set)\b (?P<a>[^,?]+? (?P<link>with|to|and|against|beside) [^,?]+?) "
        rf"(?:with|to|and|against|beside) (?P<b>[^,?:]+? (?P=link) [^,?:]+?)(?::.*)?{TAIL}",
        rf"\b(?:compare|contrast|put|set)\b (?P<a>[^,?]+?) (?:with|to|and|against|beside) (?P<b>[^,?:]+?)"
        rf"(?::.*)?{TAIL}",
        rf"^(?P<a>[^,?]+?) (?:vs\.?|versus) (?P<b>[^,?]+?){TAIL}",
        rf"\b(?:do|does|did|are|is|was|were|sets?|tells?) (?P<a>[^,?]+?) (?:and|apart from|from|"
        rf"compared? (?:with|to)|different from|unlike) (?P<b>[^,?]+?)"
        rf"(?: (?:differ|agree|disagree|compare|have in common)\b)?{TAIL}",
        r"[,:] (?P<a>[^,?:]+?) or (?P<b>[^,?:]+?)(?P<tail>)[?.! ]*$",
        rf"\b(?:is|was|are|were|did|does) (?P<a>[^,?]+?) \w+er (?:\w+ )?than (?P<b>[^,?]+?){TAIL}",
    )
)
_BARE = re.compile(
    r"(?:(?:the|a|an|its|his|her|their|first|second|third|fourth|last|latest|former|latter|old|new|earlier|later|previous|"
    r"next|other|one|[\d/-]++(?:st|nd|rd|th)?) ?)++",
    re.I,
)
_OF = re.compile(r"(?:the |an? )?(?:[a-z]+ ){0,3}[a-z]+s (?:of|by|from|in|at|for)(?: the)? (?=[A-Z])")
_ALONE = re.compile(r"(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}")  # a name and nothing else
_WHAT = re.compile(r"(?:what|how|why|where|when) ", re.I)
_SAYS = re.compile(r"(?: [a-z]+)+$")  # behind a name
_WHOSE = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}['’]s?(?= )")
_THEIRS = re.compile(r"\b(?:his|her|its|their)\b", re.I)


def formed(understood: Understood) -> tuple[Form, Understood]:
    """The form of the question, and the sides of a comparison as questions of their own. Several questions have none
    together, unless each asks for a briefing.
    """
    form = form_of(understood.standalone)
    if understood.several:
        forms = {form_of(one) for one in understood.several}
        return ("briefing" if forms == {"briefing"} else "detail"), understood
    if form == "comparison":
        both = understood.parts or sides(understood.standalone)
        understood = replace(understood, parts=(), several=both)
    return form, understood


def sides(question: str) -> tuple[str, ...]:
    """Both sides of a comparison with what is compared of them; empty where the words show none."""
    found = None
    if len(question) <= LONGEST_COMPARED:
        found = next((match for pattern in _PAIRS if (match := pattern.search(question))), None)
    if found is None:
        return ()
    one, other, tail = found["a"].strip(), found["b"].strip(), found["tail"]
    if _BARE.fullmatch(one):  # 'the first and the second flight'
        named = _BARE.match(other)
        one = f"{one} {other[named.end() :] if named else other}"
    if (of := _OF.match(one)) and _ALONE.fullmatch(other):  # 'the positions of Seoul and Tokyo'
        other = f"{of[0].removesuffix('the ')}{other}"
    if (asked := _WHAT.match(one)) and (said := _SAYS.search(other)):  # 'what China and the US said'
        one, other = f"{one}{said[0]}", f"{asked[0]}{other}"
    if whose := _WHOSE.match(one):
        other = _THEIRS.sub(whose[0], other, 1)
    return tuple(f"{side}{tail}".rstrip("?.! ") for side in (one, other))
