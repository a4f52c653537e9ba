"""Why an answer or a briefing abstains, in words."""

from assistant.answer import Answer
from assistant.briefing.briefing import Briefing

EMPTY = "The archive holds no articles."
REASONS = {
    "outside_dates": "Nothing in the archive falls within these dates and outlets.",
    "name_absent": "A name that is asked for occurs nowhere in the archive.",
    "not_stated": "The topic is there, but no article states the answer.",
    "nothing_supported": "What was written could not be tied to the articles, so it is not shown as fact.",
}


def why(one: Answer | Briefing) -> str:
    """Why it abstains; empty where it does not, or nothing was asked."""
    if not one.abstained:
        return ""
    if not one.archive.articles:
        return EMPTY
    return "" if isinstance(one, Answer) and not one.looked else REASONS.get(one.reason or "", "")
