"""What a request orders in its words: a timeline, a press review, whose line on what; a meeting in small letters."""

import re
from itertools import pairwise

from assistant.briefing.briefing import FORMS, Form
from assistant.briefing.length import FEWEST_WORDS, MOST_WORDS
from assistant.language.lexicon import ROLES, SAYING
from assistant.language.topic import ASKING, Topic
from assistant.question.understand import typed
from corpus.errors import CallError
from corpus.text.calendar import either
from corpus.text.tables import bag, table

_NAMED = "|".join(f"(?P<{one}>{table('assistant.briefing', 'requests')[one]})" for one in ("timeline", "review"))
# 'Timeline of ...', 'Give me a short press review of ...'; 'the timeline for the withdrawal' is what somebody has set.
_COURSE = re.compile(
    r"\W*(?P<order>(?:please )?(?:give|make|write|draw|draft|show|prepare|build|compile|list|brief)(?: me| us)?"
    rf"(?: with)? )?(?:an? |the )?(?:(?:short|brief|full|complete|detailed|quick) )?(?:{_NAMED})"
    r"(?:(?: of| on| about|[:,]) |\W*$)",
    re.I,
)
_AS = re.compile(rf"(?: as (?:an? )?|: )(?:{_NAMED})[.! ]*$", re.I)  # 'the strike as a timeline'
# A verb of the main clause, before which no word opens another one: 'Timeline of what was said', 'of how it was built'.
_SAID_OF = re.compile(
    r"(?:(?!(?:who|what|which|when|where|why|how|that|since|after|before|until|while|as)\b)[\w’'-]+ ){1,30}"
    r"(?:is|was|are|were|has|have|had|will|would|can|could|did|does|do|depends?|begins?|began|came|comes)\b",
    re.I,
)

LONGEST_REQUEST = 4000  # characters; a request is not a document
EDITORIAL = re.compile(r"\beditorials?\b", re.I)
_OF_OUTLET = re.compile(r"(?:['’]s?)? editorials?$", re.I)
WORD = re.compile(r"[^\W_][\w.’'-]*")
_EDITORIALS = bag(table("assistant.briefing", "requests")["editorials"]) | SAYING | ASKING
_EDITORIALS |= bag(table("assistant.language", "outlets")["verbs"])

MEETINGS, CALLS = (
    tuple(map(bag, table("assistant.briefing", "importance")[name].strip().splitlines()))
    for name in ("meetings", "telephone")
)
"""What a meeting of two, and a call, is called: each line in several words."""
# 'The Lind-Moreau Summit', "Lind's Visit", 'Talks between Lind and Moreau', but 'the Summit of the Americas': with a
# capital too a word for a meeting is one beside those who meet.
_CALLED = rf"(?i:{either(frozenset[str]().union(*MEETINGS, *CALLS))})"
_CAPITAL = re.compile(
    rf"(?:\b[A-Z][\w.’']*(?: ?[-–] ?| and )[A-Z][\w.’']* |[’']s? )({_CALLED})\b"
    rf"|\b({_CALLED})(?= (?:between|with|of [A-Z][\w.’']* and)\b)"
)

_HOLDS = either(
    bag(table("assistant.briefing", "requests")["held"]) | bag(table("assistant.briefing", "requests")["line"])
)
_ON = r"(?:on|about|of|over|to|towards?|regarding|concerning)"
# "Oslo's line on aid", 'the position of Oslo on aid', 'Oslo changed its line on aid'.
_WHOSE = (
    re.compile(rf"(?:{_HOLDS}) of (?P<who>.{{1,80}}?) {_ON} (?P<what>.+)", re.I),
    re.compile(rf"(?P<who>.{{1,80}}?) \w+ (?:its|his|her|their) {_HOLDS} {_ON} (?P<what>.+)", re.I),
    re.compile(rf"(?P<who>.{{1,80}}?)['’]s? {_HOLDS} {_ON} (?P<what>.+)", re.I),
    # 'the US policy on coal', but not 'the public line on coal'.
    re.compile(rf"(?P<who>(?:the )?(?-i:[A-Z]).{{0,80}}?) {_HOLDS} {_ON} (?P<what>.+)", re.I),
    # 'Greg Alder say about the tram', as a question is read without its asking.
    re.compile(
        rf"(?P<who>.{{1,80}}?) (?:(?:has|have|had) )?{either(SAYING | {'say', 'think'})} {_ON} (?P<what>.+)", re.I
    ),
)


_TABLE = table("assistant.briefing", "requests")
_DETERMINED = r"(?:an?|the|my|our|your|some|this|tomorrow['’]s|today['’]s)"
_PRODUCTS, _ORDERED = (_TABLE[name].replace("\n", "") for name in ("products", "ordered"))
# 'Prepare a note for the minister on ...', 'I need a briefing for tomorrow: ...', 'Talking points on ...'.
_PRODUCT = re.compile(
    rf"\W*(?P<order>(?:{_ORDERED})\b(?: (?:please|me|us|to have))*,? )*(?(order)|(?!the ))(?:{_DETERMINED} )?"
    rf"(?:{either(bag(_TABLE['kinds']))} (?:a )?){{0,2}}(?:{_PRODUCTS})(?: (?:for|to) [^:,.;?]{{1,60}}?)?"
    r"(?:: ?| (?:on|about|of|regarding|concerning|covering) )",
    re.I,
)
_USED = re.compile(
    rf" for (?:{_DETERMINED} (?:[a-z-]+ ){{0,2}}{either(ROLES | bag(_TABLE['uses']))}"
    rf"|(?:my|our|tomorrow['’]s|today['’]s) (?:[a-z-]+ ){{0,2}}{either(bag(_TABLE['mine']))})[.?! ]*$"
)
_FRAME = (ASKING | {"between", "how"}) - {"mine"}
_OF_WHOM = ("'s", "’s", "s'", "s’")
TURNS, _FORMS = (bag(table("assistant.briefing", "requests")[name]) for name in ("turns", "forms"))
# Marks of a page or a note around words: tags, and links, of which the words stay.
_TAG, _LINK = re.compile(r"</?[A-Za-z][^<>]{0,400}>"), re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_MARK = re.compile(r"\*\*|__|`")


def unmarked(request: str) -> str:
    """A request without the marks of a page or a note."""
    return _MARK.sub("", _LINK.sub(r"\1", _TAG.sub(" ", request)))


def unframed(request: str) -> str:
    """What a request is on, without what is ordered, for whom and for what: 'I need a note for tomorrow on ...'."""
    found = _PRODUCT.match(request)
    return (found and _USED.sub("", request[found.end() :]).strip()) or request


_AND = re.compile(r",? (?:and|or) |, ")


def parted(topic: str) -> list[str]:
    """What a topic names side by side: 'the ferry' and 'the inquiry'; empty where it is one thing."""
    parts = [one.strip() for one in _AND.split(topic)]
    return parts if len(parts) > 1 and all(Topic(f"on {one}").lacking(()) for one in parts) else []


def whose_line(sought: str) -> tuple[str, str] | None:
    """Whose line or words a topic is, and on what; None where it is nobody's."""
    found = next(filter(None, (one.match(sought) for one in _WHOSE)), None)
    return (found["who"], found["what"]) if found else None


def uncapital(topic: str) -> str:
    """A topic in which a word for a meeting of two stands in small letters, as it is no part of a name."""
    return _CAPITAL.sub(lambda found: found[0].replace(word := found[1] or found[2], word.lower()), topic)


def form_named(request: str) -> Form | None:
    """The form that a request orders in its words: 'Timeline of the launches in 2022', 'A press review of May'.

    What is said of a timeline is no order: 'The timeline of the withdrawal was set by whom?'.
    """
    found = _COURSE.match(request) or _AS.search(request)
    if found is None or (found.re is _COURSE and not found["order"] and _SAID_OF.match(request, found.end())):
        return None
    return "timeline" if found["timeline"] else "review"


def is_timeline(question: str) -> bool:
    """Whether a question orders what happened on a topic in order of time."""
    return form_named(question) == "timeline"


def outlet_in(topic: str) -> str:
    """The outlet that a topic is, or whose editorials: 'the Herald', 'the Herald's editorials'."""
    return _OF_OUTLET.sub("", topic).removeprefix("The ").removeprefix("the ")


def is_editorials(topic: str) -> bool:
    """Whether a topic is the editorials of the archive themselves: 'the editorials', 'what the editorials argue'."""
    words = {word.lower().replace("’", "'") for word in WORD.findall(topic)}
    return EDITORIAL.search(topic) is not None and words <= _EDITORIALS


def checked(request: object, words: object, form: object) -> tuple[str, int, Form]:
    """The request as `typed` gives it, empty where it is marks alone, its words and form: a plain briefing is of the
    form that the request names.

    Raises CallError for what cannot be ordered.
    """
    text = typed(request, "request", LONGEST_REQUEST)
    if not isinstance(words, int) or isinstance(words, bool) or not FEWEST_WORDS <= words <= MOST_WORDS:
        raise CallError(f"words must be a whole number from {FEWEST_WORDS} to {MOST_WORDS:,}")
    known = next((one for one in FORMS if one == form), None)
    if known is None:
        raise CallError(f"there is no form {form!r}: choose {', '.join(FORMS)}")
    return text, words, (form_named(text) or known) if known == "brief" else known


def own_words(text: str) -> list[re.Match[str]]:
    """The words that order nothing; an abbreviation is one by its capitals ('the US', 'the WHO')."""
    found, loud = list(WORD.finditer(text)), text.isupper()
    changing = TURNS if found and found[0].group().lower() == "how" else frozenset()
    own = [
        (len(word.group()) > 1 and word.group().isupper() and not loud)
        or word.group().lower().replace("’", "'") not in _FRAME | changing
        for word in found
    ]
    # 'The policy review', 'the review conference', but 'a review of the policy' and 'the policy, as a review'.
    beside = [text[one.end() : two.start()] == " " for one, two in pairwise(found)]
    forms = [word.group().lower() in _FORMS for word in found]
    for at in range(1, len(own)):
        own[at] |= forms[at] and own[at - 1] and beside[at - 1]
    for at in range(len(own) - 2, 0, -1):
        own[at] |= forms[at] and own[at + 1] and beside[at]
    # 'New Zealand', 'the Second World War', 'The New York Times', where capitals tell names.
    tells = any(word.group().islower() for word in found)
    capital = [tells and at > 0 and word.group()[0].isupper() for at, word in enumerate(found)]
    for at in range(len(own) - 2, 0, -1):
        own[at] |= capital[at] and own[at + 1] and capital[at + 1] and beside[at]
    for at in range(2, len(own)):
        own[at] |= capital[at] and own[at - 1] and capital[at - 1] and beside[at - 1]
    # 'China's role', 'the ministers' part': whose a thing is, is no topic without it.
    for at in range(1, len(own)):
        own[at] |= own[at - 1] and beside[at - 1] and found[at - 1].group().endswith(_OF_WHOM)
    return [word for word, is_own in zip(found, own, strict=True) if is_own]
