"""A follow-up of a word or two as the last question asked again: 'Why?' as 'Why did Yoon agree on chips?'."""

import re
from collections.abc import Callable

from assistant.language.lexicon import BEING
from assistant.question.salience import AUXILIARY
from assistant.question.talk.meant import whom
from assistant.question.window import timeless
from corpus.text.calendar import either

# A question that is a word or two: 'why?', 'since when?', 'how long?', 'what else?', or 'when was that?'.
BARE = re.compile(
    r"(?P<ask>why|(?:since |until )?when|where|how(?: (?:long|often|far))?|(?:by|to|with|for) whom)"
    r"(?P<no> not)?(?:(?:(?<=why)|(?<=when)|(?<=where)) (?:is|was) (?:this|that))?[?.! ]*$",
    re.I,
)
ELSE = re.compile(r"(?P<ask>what|who|where|when|why|how) else[?.! ]*$", re.I)
# 'Which rocket failed?': what is asked for is what did it.
WHICH = re.compile(
    rf"which (?!of\b|ones?\b)(?![^?]*\b{AUXILIARY}\b)(?![^?]*\b{either(BEING)} (?:the|an?|(?-i:[A-Z])))"
    r"(?P<what>[^\s?,;]+ [^?,;]{1,200}?)[?.! ]*$",
    re.I,
)
# 'Who resigned as minister?': who did it is in the answer.
WHO = re.compile(
    rf"who (?!{AUXILIARY}\b|{either(BEING)}\b|else\b)(?P<did>(?-i:[a-z])[^?,]{{1,200}}?)[?.! ]*$",
    re.I,
)
# 'What sanctions did Washington impose on them?' and 'Did Yoon meet Kishida?', around who did it and what was done.
INVERTED = re.compile(
    r"(?P<wh>(?:what|which|who|whom|when|where|why|how)\b (?:(?P<thing>[^?,]{1,60}?) )??)?"
    rf"(?P<verb>{AUXILIARY}|{either(BEING)}) "
    r"(?P<who>(?:the )?(?-i:[A-Z])[^\s?,]*+(?:(?: and the| and| of| the)? (?-i:[A-Z])[^\s?,]*+){0,12}+) "
    r"(?P<did>(?!(?:and|or|of|the|in|at|on|for|with)\b)(?-i:[a-z])[\w’'-]*+)(?P<rest>[^?]*+)\?? *$",
    re.I,
)
BEHIND = re.compile(
    r" *$| (?:on|in|at|to|from|for|with|against|about|over|of|by|under|during|since|after|before|last|this)\b",
    re.I,
)
# 'What did they agree on in May?': what was asked for has gone from behind its word.
STRANDED = re.compile(
    r" (?P<word>on|about|with|for|from|of|to|against|over)"
    r"(?= (?:on|in|at|during|since|after|before|until|last|this)\b| *$)",
    re.I,
)
# 'The second Kestrel rocket' of an answer to 'Which rocket failed?': a name or a rank before the kind.
_TOLD = r"\b[Tt]he (?P<told>(?:(?:[A-Z][\w’'-]*|\w+(?:st|nd|rd|th)) ){{1,3}}){kind}\b"
# 'How did the strike end?', 'When was it lifted?': nothing that was asked for is missing behind it.
_ASKS = re.compile(
    rf"(?:how|when|where) (?={AUXILIARY}\b|{either(BEING)}\b)(?!(?:is|are|was|were) (?:the|an?) [\w’'-]+\?)", re.I
)


def asked_again(body: str, last: Callable[[], str], answered: str) -> str:
    """'Why?' as the last question with its 'what' exchanged ('Why did Yoon agree on chips?'), after 'No.' why not.

    `body`: the follow-up without the 'And' that joins it.
    """
    if m := ELSE.match(body):
        asks = re.match(rf"{m['ask']}\b(?!['’]| else\b)", last(), re.I)
        return f"{m['ask'].capitalize()} else{last()[asks.end() :]}" if asks else ""
    m = BARE.match(body)
    if m and (which := WHICH.match(last())):
        return f"{m['ask'].capitalize()} was it{m['no'] or ''} that {_which(which['what'], answered)}?"
    if m and (did := WHO.match(last())) and (name := whom(last(), answered)):
        return f"{m['ask'].capitalize()} was it{m['no'] or ''} that {name} {did['did']}?"
    whole = INVERTED.match(last()) if m else None
    if m and not (whole or m["no"]) and (asks := _ASKS.match(last())) and " " not in m["ask"]:
        return f"{m['ask'].capitalize()} {last()[asks.end() :]}"
    if not m or not whole:
        return ""
    thing, rest = whole["thing"] or "", whole["rest"].rstrip()
    denied = not whole["wh"] and re.match(r"no\b(?! \w)", answered, re.I)
    stranded = STRANDED.match(rest)
    if thing and not BEHIND.match(whole["rest"]):
        return ""  # 'what missiles did North Korean forces launch': what was taken for the deed is none
    if whole["wh"] and re.match(r"(?:what|which|who|whom)\b", whole["wh"], re.I):
        # What was asked for stands where the answer would: 'impose sanctions', 'launch it on 24 March'.
        left = timeless(whole["rest"])
        bare = not re.search(r"\w", re.sub(r"\b(?:on|in|at|during|since)\b", "", left))
        thing = thing or ("" if not (bare or stranded) else "them" if whole["wh"].lower().startswith("who") else "it")
    elif thing:
        return ""  # 'how many missiles did it launch'
    if stranded and thing in ("it", "them"):
        rest, thing = (
            rest[stranded.end() :],
            f"{stranded['word']} {thing}",
        )  # 'agree on it in May', not 'agree it on in May'
    done = " ".join(part for part in ("not" if m["no"] or denied else "", whole["did"], thing) if part)
    return f"{m['ask'].capitalize()} {whole['verb'].lower()} {whole['who']} {done}{rest}?"


def _which(what: str, answered: str) -> str:
    """What is asked for of a kind, as the answer names it: 'the second Kestrel rocket failed'."""
    told = re.search(_TOLD.format(kind=re.escape(what.partition(" ")[0])), answered)
    return f"the {told['told'] if told else ''}{what}"
