"""Whether a question asks for a course of things, which is told in order of date: read out of its words."""

import re

from corpus.text.calendar import MONTHS, either

_COURSE = re.compile(
    r"\bhow (?:has|have|had|did|does|do|is|are|was|were)\b.{0,300}\b(?:chang|evol|develop|shift|gr[eo]w|ris[ei]|rose|f[ea]ll|"
    r"drop|declin|increas|decreas|harden|soften|progress)\w*|\bwhat (?:has |have |had )?(?:changed|became|become)\b|"
    r"\bover (?:time|the (?:years|months|weeks|days))\b|\bbefore and after\b|\b(?:timeline|chronology)\b|"
    r"\band (?:who|what|which|how) .{0,300}\b(?:after|later|then|followed)\b",
    re.I,
)
_MONTH = re.compile(rf"\b{either(month.capitalize() for month in MONTHS)}\b(?! be\b)")


def over_time(question: str) -> bool:
    """Whether it asks how a thing changed, or of two times: 'how has ... grown', 'before and after', 'in May and in June'."""
    return _COURSE.search(question) is not None or len(set(_MONTH.findall(question))) > 1
