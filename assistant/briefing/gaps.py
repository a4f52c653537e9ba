"""What a source leaves open by its own words: what it does not know, tell or hold for confirmed or decided."""

import re

from assistant.language.stems import stem
from corpus.text.tables import table

_FORMS = {
    name: "|".join(re.escape(one) for one in sorted(forms.split("|"), key=len, reverse=True))
    for name, forms in table("assistant.briefing", "gaps").items()
}
_DENIED = rf"\b(?:{_FORMS['denied']}|{_FORMS['declined']}|(?:{_FORMS['nobody']})(?: (?!that\b)[\w'-]+){{0,3}}?)"
_BETWEEN = rf"(?: (?:{_FORMS['between']}))*"
_DETAIL = rf"(?:{_FORMS['details']})\b(?! to\b)"
_ASKS = rf"(?:{_FORMS['questions']})\b(?! to\b)"
_MORE = r"(?: (?!(?:that|because|you)\b)\w[\w'-]*)"
_SOON = rf"(?: (?:{_FORMS['between']}|(?:on|in|at|to) [\w'-]+|reporters|either|or))*"  # 'said nothing when he left'
_IT = rf"\b(?:it|{_FORMS['issues']})"
_BE = r"\b(?:is|are|was|were|it's|remain|remains|remained|stays|stayed)(?: (?:still|also|as yet|therefore|now))?"
_OBJECT = r"(?: (?!(?:that|up|at|on|in|by|it|to|from|with)\b)[\w'-]+){0,3}?"
_SO_FAR = r"(?: (?:yet|so far|still|immediately|been))*"
_HAS = r"(?:has|have|had|is|are|was|were)"
_NOT_YET = rf"\b(?:(?:has|have|had)(?: not|n't)|{_HAS} yet to)"
_LEFT = (
    # 'did not say on Friday which vaccine', 'no one knows who', 'declined to say whether'
    rf"{_DENIED}{_BETWEEN} (?:{_FORMS['asking']})(?:{_MORE}{{0,4}} (?!when\b|where\b){_ASKS}|{_SOON} {_ASKS}|,? if\b)",
    # 'Whether they met, he did not say.'
    r"(?:^|[;:] ?)(?:whether|what|who|whom|where|why|how|which)\b.*(?<! i )(?<! we )"
    rf"{_DENIED}{_BETWEEN} (?:{_FORMS['asking']})(?=[.,;]|$)",
    # 'has yet to decide who', 'has not made a decision on'
    rf"{_NOT_YET}{_BETWEEN} (?:{_FORMS['deciding']})(?: (?:on|about|as to))? {_ASKS}",
    rf"{_NOT_YET}{_BETWEEN} ma[dk]e(?: [\w'-]+){{0,3}} (?:{_FORMS['made']}) (?:on|about|as to|regarding)\b",
    # 'has not given a date', 'gave no date', 'does not list the six'
    rf"{_DENIED}{_BETWEEN} (?:{_FORMS['giving']}){_OBJECT} {_DETAIL}",
    rf"\b(?:{_FORMS['giving']}) (?:no|neither){_OBJECT} {_DETAIL}",
    rf"{_DENIED}{_BETWEEN} (?:{_FORMS['hiding']}) (?:an?|any|the|its|his|her|their|which|who|whom)\b",
    # 'No date has been set', 'no decision on it has been taken', 'the date has not been announced'
    rf"\bno(?: [\w'-]+){{0,2}} {_DETAIL}(?: [\w'-]+){{0,6}}? {_HAS}{_SO_FAR} (?:{_FORMS['done']})\b",
    rf"\bno(?: [\w'-]+){{0,2}} decisions?(?: [\w'-]+){{0,6}}? {_HAS}{_SO_FAR} (?:{_FORMS['done']}|made|taken)\b",
    rf"(?:{_FORMS['details']}|decisions?)(?: of [\w' -]{{1,60}}?)? {_HAS}(?: not|n't){_BETWEEN} (?:{_FORMS['done']})\b",
    rf"\b(?:questions? (?:remains?|remained)|no word (?:yet )?(?:on|about|of)) {_ASKS}",
    # 'could not be independently verified', 'has not confirmed the report'
    rf"{_DENIED}{_BETWEEN} (?:{_FORMS['proving']})\b(?! (?:that|this|it|them)\b)",
    # 'is not known', 'It is unclear when', 'remains to be seen': not 'The door was open when'
    rf"(?<!there ){_BE} (?:{_FORMS['open']})\b(?! (?:that|as|for|to|until|before|when|where)\b|-)",
    rf"(?:{_IT} {_BE}|\bit's(?: still| also)?) (?:{_FORMS['open']}) {_ASKS}",
    rf"(?:{_IT} {_BE}|\bit's(?: still| also)?) open (?!when\b|where\b){_ASKS}",
    rf"{_BE} (?:uncertain|unsure|not sure|not certain) {_ASKS}",
    rf"\b(?:remains?|remained|(?:{_HAS}) (?:yet|still)) to be (?:{_FORMS['remains']})\b",
)
_OPEN = re.compile("|".join(_LEFT))
_STEMS = frozenset(stem(word) for forms in _FORMS.values() for word in re.findall(r"\w+", forms))
EMPTY = re.compile(
    rf"\bit(?= (?:is|was|remains|remained)(?: (?:still|also|as yet|now))? (?:{_FORMS['open']}|uncertain|to be seen)\b)",
    re.I,
)
"""An 'it' that stands for nothing: 'It was not clear who ...'."""
_FIRST = re.compile(r"\b(?:(?P<one>i(?:'\w+)?)|we(?:'\w+)?)(?: [\w'-]+){0,2}\W*$")
_CONDITION = re.compile(r"\W*(?:if|unless|when|until|once|even if)\b")
_SUPPOSED = re.compile(r"\b(?:if|unless|as long as)\b[^,;:]*$")


def is_told(open_: frozenset[str], later: frozenset[str]) -> bool:
    """Whether a later sentence has all that an earlier one leaves open, by the stems of both."""
    asked = open_ - _STEMS
    return bool(asked) and asked <= later


def leaves_open(folded: str) -> bool:
    """Whether a folded sentence tells what is not known, said, confirmed or decided, as in "gives no date".

    What a speaker himself will not tell is his reserve; what 'we' do not know, and have not decided, is open.
    """
    text = folded.lower()
    if _CONDITION.match(text):
        return False
    return any(not _reserve(text, one) and not _SUPPOSED.search(text, 0, one.start()) for one in _OPEN.finditer(text))


def _reserve(text: str, found: re.Match[str]) -> bool:
    first = _FIRST.search(text, max(0, found.start() - 40), found.start())
    if first is None:
        return False
    knows = re.search(r"\b(?:know|known|decided|determined|decision)\b", found[0]) is not None
    return first["one"] is not None or not knows
