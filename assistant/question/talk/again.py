"""A follow-up of a word or two as the last question asked again: 'Why?' as 'Why did Yoon agree on chips?'."""

import re
from collections.abc import Callable

from assistant.language.lexicon import BEING, HELPING
from assistant.language.lexicon import words as listed
from assistant.question.pronouns import NAME
from assistant.question.salience import AUXILIARY, WORD, content, stem
from assistant.question.talk.meant import whom
from assistant.question.window import timeless
from corpus.text.calendar import either
from corpus.text.tables import table

_IS = either(BEING)
# 'Who was it before?' after 'Who is head of the port?'.
_WHO_WAS = re.compile(rf"who (?:{_IS}|will be) (?=(?P<it>it|that)\b)", re.I)
_WHO_IS = re.compile(rf"who(?:['’]s| {_IS}) (?P<what>(?!it\b|that\b|(?-i:[A-Z]))[^?,]+?)[?. ]*$", re.I)
# 'Which firms?', 'How many?' after 'Which people were hit by them?', 'Who was hit by them?'.
_KIND = re.compile(
    rf"(?P<ask>which|how many)(?: of them| ones?)?"
    rf"(?P<noun>(?: (?!{AUXILIARY}\b|{_IS}\b)[\w’'-]+(?<!ed)){{1,3}})?[?.! ]*",
    re.I,
)
_OF_KIND = re.compile(
    rf"(?:who(?!se)|(?:which|how many)(?P<noun>(?: [\w’'-]+){{1,3}}?)) "
    rf"(?P<verb>{AUXILIARY}|{_IS}|(?-i:[a-z]+ed)|{either(listed('verbs', 'past'))})\b",
    re.I,
)
_SEVERAL = {"is": "are", "was": "were", "has": "have"}

_LEANING = table("assistant.question", "leaning")
# 'How come?', 'Why so many?', 'For what reason?'.
_WHY = re.compile(rf"(?:{_LEANING['why']})(?=[?.! ]*$)", re.I)
_DEED = re.compile(rf"(?:{_LEANING['deed']})(?=[?.! ]*$)", re.I)  # 'Why did they do that?'
# 'And the second one?', and what it takes the place of: 'the first plan', "Oslo's last offer".
NUMBERED = re.compile(rf"(?:(?:what|how) about )?the (?P<which>{_LEANING['ordinals']})(?: ones?)?[?.! ]*", re.I)
_NUMBER = re.compile(rf"(?<=\bthe |\bits |\bhis |\bher |\w['’]s )(?:{_LEANING['ordinals']})(?= (?!of\b)[a-z])")
# A question that is a word or two: 'why?', 'since when?', 'how long?', 'what else?', or 'when was that?'.
BARE = re.compile(
    r"(?P<ask>why|(?:since |until )?when|where|how(?: (?:long|often|far))?|(?:by|to|with|for) whom)"
    r"(?P<no> not)?(?:(?:(?<=when)|(?<=where)) (?:is|was) (?:this|that))?[?.! ]*$",
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
    r"(?P<who>(?:the )?(?-i:[A-Z])[^\s?,]*+(?:(?: and the| and| of| the)? (?-i:[A-Z])[^\s?,]*+){0,12}+)(?<!['’]s) "
    r"(?P<did>(?!(?:and|or|of|the|in|at|on|for|with)\b)(?-i:[a-z])[\w’'-]*+)(?P<rest>[^?]*+)\?? *$",
    re.I,
)
BEHIND = re.compile(
    r" *$| (?:on|in|at|to|from|for|with|against|about|over|of|by|under|during|since|after|before|last|this|next|then|"
    r"today|yesterday|again)\b",
    re.I,
)
# 'What did they agree on in May?': what was asked for has gone from behind its word.
STRANDED = re.compile(
    r" (?P<word>on|about|with|for|from|of|to|against|over)"
    r"(?= (?:on|in|at|during|since|after|before|until|last|this)\b| *$)",
    re.I,
)
# 'The second Kestrel rocket' of an answer to 'Which rocket failed?': a name or a rank before the kind.
_NAMED = rf"(?:[Tt]he )?{NAME.pattern}"
_TOLD = r"\b[Tt]he (?P<told>(?:(?:[A-Z][\w’'-]*|\w+(?:st|nd|rd|th)) ){{1,3}}){kind}\b"
_DONE = rf"(?:[a-z]+ed|{either(listed('verbs', 'past'))})\b"
_ACTS = rf"(?:{either(HELPING)} |{either(BEING)} (?=[^?]{{0,120}}?\b(?:{_DONE}|[a-z]+ing\b)))"
# 'How did the strike end?', 'When was it lifted?', 'Is it over?': nothing that was asked for is missing behind it.
_MANY = re.compile(r"(?:many|much) ", re.I)
_ASKS = re.compile(rf"(?:how|when|where|why) (?={_ACTS})|(?={either((*HELPING, *BEING))} )", re.I)
_NOT = re.compile(r"no\b(?! \w)|(?:not|never|nobody|no one|none)\b", re.I)
_DENIED = re.compile(rf"(?:\b(?:{_LEANING['denials']})|n['’]t) (?:(?:to|yet|be|been|[a-z]+ly) ){{0,2}}$", re.I)
_CLAUSE = re.compile(r"[.,;:!?”]|\b(?:and|but)\b")
_CONTRACTED = {"can": "ca", "will": "wo"}
# 'What did the ministers say about the launch?', whoever says it; 'What was decided in Bali?'.
_SAID = re.compile(
    rf"what (?P<verb>{either(HELPING)}) (?P<who>[^?,]{{1,100}}?) "
    rf"(?P<did>(?P<so>{_LEANING['so']})|{_LEANING['it']})(?={BEHIND.pattern})(?P<rest>[^?]*)\?? *$",
    re.I,
)
NEXT = re.compile(r"what happened (?P<then>next|then|afterwards?|later|after (?:that|it|this))[?.! ]*", re.I)
# 'When was the mill in Varna sold?', 'Were the talks broken off?'.
_SUFFERED = re.compile(
    rf"(?:(?:when|where|why|how) )?(?P<verb>was|were) (?P<who>(?:the |(?-i:[A-Z]))[^?,]{{1,80}}?) "
    rf"(?P<did>{_DONE}[^?,]*)",
    re.I,
)
_PASSIVE = re.compile(
    rf"what (?!{AUXILIARY}\b)(?P<thing>(?!{either(BEING)}\b)[a-z-]+ (?:[a-z-]+ ){{0,2}}?)?(?P<verb>{either(BEING)}) "
    rf"(?P<did>{_DONE}[^?]*)\?? *$",
    re.I,
)


def asked_again(body: str, last: Callable[[], str], answered: str) -> str:
    """'Why?' as the last question with its 'what' exchanged ('Why did Yoon agree on chips?'), after 'No.' why not.

    `body`: the follow-up without the 'And' that joins it.
    """
    if m := ELSE.match(body):
        asks = re.match(rf"{m['ask']}\b(?!['’]| else\b)", last(), re.I)
        return f"{m['ask'].capitalize()} else{last()[asks.end() :]}" if asks else ""
    if (was := _WHO_WAS.match(body)) and (of := _WHO_IS.match(last())):
        return f"{was[0]}{of['what']}{body[was.end() + len(was['it']) :]}"
    if (kind := _KIND.fullmatch(body)) and (of := _OF_KIND.match(last())):
        noun = kind["noun"] or of["noun"] or ""
        verb = of["verb"] if of["verb"] not in _SEVERAL else _SEVERAL[of["verb"]]
        return f"{kind['ask'].capitalize()}{noun} {verb}{last()[of.end() :]}"
    if numbered := NUMBERED.fullmatch(body):
        return _NUMBER.sub(numbered["which"].lower(), last(), count=1) if _NUMBER.search(last()) else ""
    if NEXT.fullmatch(body):
        clause = _clause(last().rstrip("?.! "), answered)
        return f"What happened after {clause}?" if clause else ""
    m = BARE.match(_DEED.sub(r"\g<word>", _WHY.sub("why", body, count=1)))
    if not m:
        return ""
    asked, ask, no = last().rstrip("?.! "), m["ask"].capitalize(), m["no"] or ""
    if which := WHICH.match(asked):
        return f"{ask} was it{no} that {_which(which['what'], answered)}?"
    if (did := WHO.match(asked)) and (name := whom(asked, answered) or _doer(did["did"], answered)):
        return f"{ask} was it{no} that {name} {did['did']}?"
    if (
        ask in ("Why", "Since when")
        and not re.match(r"wh|how\b", asked, re.I)
        and (_NOT.match(answered) or _denies(answered, asked))
    ):
        no = " not"
    if said := None if no else _SAID.match(asked):
        return f"{ask} {said['verb']} {said['who']} {said['did']} {'so' if said['so'] else 'it'}{said['rest']}?"
    if passive := None if no else _PASSIVE.match(asked):
        return f"{ask} {passive['verb']} {(passive['thing'] or 'it').strip()} {passive['did']}?"
    return _of_deed(asked, ask, no) or _of_whole(asked, ask, no)


def _clause(asked: str, answered: str) -> str:
    """What a question asks of, as what was done: 'Lund stopped the tram' of 'Who stopped the tram?', 'the mill was
    sold'; empty where it does not tell.
    """
    if did := WHO.match(asked):
        name = whom(asked, answered) or _doer(did["did"], answered)
        return f"{name} {did['did']}" if name else ""
    suffered = _SUFFERED.fullmatch(timeless(asked).rstrip())
    return f"{suffered['who']} {suffered['verb'].lower()} {suffered['did']}" if suffered else ""


def _denies(answered: str, asked: str) -> bool:
    """Whether an answer says of what a question asks that it is not so ('He will not visit the border.'), says so
    wherever it tells of that, and of nobody and nothing else by name.
    """
    if _DENIED.search(f"{asked} ") or _NOT.search(asked):
        return False
    mine = {stem(word) for word in content(asked)}
    told = [one for one in WORD.finditer(answered) if one.group().islower() and stem(one.group()) in mine]
    for first in told:
        again = [one for one in told if stem(one.group()) == stem(first.group())]
        rest = [_CLAUSE.split(answered[one.end() :], maxsplit=1)[0] for one in again]
        denied = all(_DENIED.search(answered[: one.start()]) for one in again)
        if denied and not any(NAME.search(one) and mine.isdisjoint(map(stem, content(one))) for one in rest):
            return True
    return False


def _of_whole(asked: str, ask: str, no: str) -> str:
    """A question in which nothing is missing that was asked for: 'Was the ban lifted?', 'How did the strike end?'."""
    asks = _ASKS.match(asked)
    if not asks or (" " in ask and not no and asks[0]):  # 'Since when did the strike end?'
        return ""
    verb, _, rest = asked[asks.end() :].partition(" ")
    verb = f"{_CONTRACTED.get(verb.lower(), verb.lower())}n't" if no else verb.lower()
    return f"{ask} {verb} {rest}?"


def _of_deed(asked: str, ask: str, no: str) -> str:
    """A question on what somebody does who has a name, around that: 'Why did Washington impose sanctions on them?'."""
    whole = INVERTED.match(asked)
    if not whole or (whole["verb"].lower() in BEING and not re.fullmatch(rf"{_DONE}|[a-z]+ing", whole["did"])):
        return ""
    thing, rest, wh = whole["thing"] or "", whole["rest"].rstrip(), (whole["wh"] or "").partition(" ")[0].lower()
    stranded = STRANDED.match(rest)
    if thing and not BEHIND.match(whole["rest"]):
        return ""  # 'what missiles did North Korean forces launch': what was taken for the deed is none
    if wh in ("what", "which", "who", "whom"):
        # What was asked for stands where the answer would: 'impose sanctions', 'launch it on 24 March'.
        left = timeless(whole["rest"])
        bare = not re.search(r"\w", re.sub(r"\b(?:on|in|at|during|since)\b", "", left))
        met = wh.startswith("who") and BEHIND.match(rest)
        thing = thing or ("" if not (bare or stranded or met) else "them" if wh.startswith("who") else "it")
    elif thing and wh == "how" and ask == "Why":
        thing = f"so {thing}"  # 'fire so many missiles'
    elif many := _MANY.match(thing):
        thing = thing[many.end() :]  # 'When did it launch missiles?'
    elif thing:
        return ""  # 'how far did it fly'
    if stranded and thing in ("it", "them"):
        # 'agree on it in May', not 'agree it on in May'
        rest, thing = rest[stranded.end() :], f"{stranded['word']} {thing}"
    done = " ".join(part for part in (no.strip(), whole["did"], thing) if part)
    return f"{ask} {whole['verb'].lower()} {whole['who']} {done}{rest}?"


def _doer(did: str, answered: str) -> str:
    """Who did something, as an answer tells it: 'China and Russia' of 'China and Russia vetoed it'."""
    told = re.search(
        rf"(?P<who>{_NAMED}(?:(?:, | and |, and ){_NAMED}){{0,3}}) {re.escape(did.partition(' ')[0])}\b", answered
    )
    return told["who"] if told else ""


def _which(what: str, answered: str) -> str:
    """What is asked for of a kind, as the answer names it: 'the second Kestrel rocket failed'."""
    told = re.search(_TOLD.format(kind=re.escape(what.partition(" ")[0])), answered)
    return f"the {told['told'] if told else ''}{what}"
