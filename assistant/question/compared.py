"""The two sides of a comparison, each as words of its own: 'the first and the second flight' are two flights."""

import re

from assistant.question.salience import content

_LONGEST = 300  # characters of a question whose sides are sought: the patterns take long over long ones
_TAIL = r"(?P<tail>(?: (?:in|on|at|over|about|during|regarding|towards?|since|side|back) [^?]*)?)[?.! ]*$"
"""What follows two sides, up to the end."""
_BETWEEN = rf"\bbetween (?P<a>[^,?]+?) and (?P<b>[^,?]+?){_TAIL}"
_COMPARED = re.compile(
    r"^(?P<head>.*?\b(?:differ\w*|compare\w*|contrast\w*|change\w*|gap|distinction|similar\w*)\b.*?)" + _BETWEEN, re.I
)
_THAN = re.compile(r"^(?P<one>.+?) than (?:the |that of |those of )(?P<two>[^?]+?) ones?[?.]?$", re.I)
_PAIRS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        _BETWEEN,
        # 'Biden's summit with Moon and his summit with Yoon': a word that both sides have parts no sides.
        r"\b(?:compare|contrast|put|set)\b (?P<a>[^,?]+? (?P<link>with|to|and|against|beside) [^,?]+?) "
        rf"(?:with|to|and|against|beside) (?P<b>[^,?:]+? (?P=link) [^,?:]+?)(?::.*)?{_TAIL}",
        rf"\b(?:compare|contrast|put|set)\b (?P<a>[^,?]+?) (?:with|to|and|against|beside) (?P<b>[^,?:]+?)"
        rf"(?::.*)?{_TAIL}",
        rf"^(?P<a>[^,?]+?) (?:vs\.?|versus) (?P<b>[^,?]+?){_TAIL}",
        rf"\b(?:do|does|did|are|is|was|were|sets?|tells?) (?P<a>[^,?]+?) (?:and|apart from|from|"
        rf"compared? (?:with|to)|different from|unlike) (?P<b>[^,?]+?)"
        rf"(?: (?:differ|agree|disagree|compare|have in common)\b)?{_TAIL}",
        rf"\b(?:distinguish\w*|separates?) (?P<a>[^,?]+?) from (?P<b>[^,?]+?){_TAIL}",
        r"[,:] (?P<a>[^,?:]+?) or (?P<b>[^,?:]+?)(?P<tail>)[?.! ]*$",
        rf"\b(?:is|was|are|were|did|does) (?P<a>[^,?]+?) \w+er (?:\w+ )?than (?P<b>[^,?]+?){_TAIL}",
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
# What says that two are compared, and nothing of either.
_COMPARES = re.compile(
    r" (?:(?:differ|compare|(?:dis)?agree|diverge)(?:s|d|ed)?(?: (?:about|on|over))?|the same(?: way)?|apart)$"
)
_OWNED = re.compile(r"(?P<who>[^,?]+?(?:['’]s|s['’]))(?: (?P<what>.+))?")  # "Moon's policy", "Yoon's"
_OF_WHOM = re.compile(r"(?P<what>.+? (?:of|by|from)) (?P<who>(?:the )?[\w’'.-]+(?: [A-Z][\w’'.-]*)*)(?P<rest>.*)")
_THAT = re.compile(r"(?:(?:that|those|the ones?) )?(?:of|by|from) (?P<who>.+)")
_THE_NAME = re.compile(r"the [A-Z][\w’'.-]*")
_NAMED = re.compile(r"(?P<name>(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*)(?P<rest> [a-z].*)")
_DOES = re.compile(r"\b(?:do|does|did) $", re.I)
_ON = re.compile(r" (?:in|on|at|over|about|during|regarding|towards?) [^,:?]+$", re.I)


def compared(question: str) -> tuple[str, ...]:
    """Both halves of a question that says it compares 'between' two, or has two times of one thing; else empty."""
    if len(question) > _LONGEST:
        return ()
    if m := _COMPARED.match(question):
        shared = " ".join(content(m["head"]))
        behind = f"{m['tail']} ({shared})" if shared else m["tail"]
        return tuple(f"{side}{behind}" for side in _filled(m["a"].strip(), m["b"].strip(), m["head"]))
    if m := _THAN.match(question):
        noun = re.search(
            (
                r"\bthe (?:[\w’'-]+ )*?(?P<np>(?:(?:19|"
                r"20)\d\d )?(?-i:[A-Z])[\w’-]*(?: (?-i:[A-Z])[\w’-]*)*) (?P<noun>[a-z]+)(?= )"
            ),
            m["one"],
        )
        if noun:
            one = re.sub(r" (?:more|less|better|further|rather)(?: \w+)?$", "", m["one"])
            other = one[: noun.start("np")] + m["two"] + " " + noun["noun"] + one[noun.end() :]
            return (f"{one}?", f"{other}?")
    return ()


def sides(question: str) -> tuple[str, ...]:
    """Both sides of a comparison with what is compared of them; empty where the words show none."""
    found = None
    if len(question) <= _LONGEST:
        found = next((match for pattern in _PAIRS if (match := pattern.search(question))), None)
    if found is None:
        return ()
    head, one, other, tail = question[: found.start("a")], found["a"].strip(), found["b"].strip(), found["tail"]
    if not tail and head.endswith((", ", ": ")) and (on := _ON.search(head.rstrip(", :"))):
        tail = on[0]  # 'Who was harsher on the strike, the mayor or the minister?'
    one, other, tail = (_COMPARES.sub("", each) for each in (one, other, tail))
    return tuple(f"{side}{tail}".rstrip("?.! ") for side in _filled(one, other, head))


def _filled(one: str, other: str, head: str) -> tuple[str, str]:
    """Both sides with what one leaves to the other, behind the `head` of the question: "Moon's policy" and "Yoon's",
    'that of the unions', 'the second'.
    """
    if _BARE.fullmatch(one):  # 'the first and the second flight'
        return _as_bare(one, other), other
    if _BARE.fullmatch(other):
        return one, _as_bare(other, one)
    if (of := _OF.match(one)) and _ALONE.fullmatch(other):  # 'the positions of Seoul and Tokyo'
        return one, f"{of[0].removesuffix('the ')}{other}"
    owner = _OWNED.fullmatch(one)
    who = _THAT.fullmatch(other) or _OWNED.fullmatch(other)
    if who and not who.groupdict().get("what"):
        return one, _of(one, who["who"])
    if owner and not owner["what"]:
        return _of(other, owner["who"]), other
    if (asked := _WHAT.match(one)) and (said := _SAYS.search(other)):  # 'what China and the US said'
        return f"{one}{said[0]}", f"{asked[0]}{other}"
    named = _NAMED.fullmatch(other)
    if named and (_THE_NAME.fullmatch(one) or (_DOES.search(head) and _ALONE.fullmatch(one))):
        return f"{one}{named['rest']}", other  # 'How do China and Russia see it?', 'the Moon and the Yoon government'
    whose = _WHOSE.match(one)
    return one, _THEIRS.sub(whose[0], other, 1) if whose else other


def _as_bare(bare: str, whole: str) -> str:
    """'the second' as 'the second flight', from the other side."""
    named = _BARE.match(whole)
    return f"{bare.removesuffix(' one')} {whole[named.end() :] if named else whole}"


def _of(whole: str, who: str) -> str:
    """What a side is of, of somebody else: 'the reaction of Japan to it' and "China's" is "China's reaction to it"."""
    whose = who if _OWNED.fullmatch(who) else f"{who}'" if who.endswith("s") else f"{who}'s"
    if owned := _OWNED.fullmatch(whole):
        return f"{whose} {owned['what'] or ''}".strip()
    if of := _OF_WHOM.fullmatch(whole):
        return f"{whose} {re.sub('^the ', '', of['what'].rpartition(' ')[0])}{of['rest']}"
    return f"{whose} {re.sub('^the ', '', whole)}"
