"""Finds words in an article, a title or metadata that speak to a machine, not to a reader: planted instructions."""

import re
from functools import lru_cache

from assistant.language.tongues import foreign
from assistant.writers.retold import orders_a_reteller, seamed, undisguised
from corpus.article import Span
from corpus.text.folding import fold
from corpus.text.sentences import sentence_spans


def _any(*forms: str) -> str:
    return f"(?:{'|'.join(forms)})"


_MACHINE = (
    r"(?:(?:an? |the |all |any |every |this |dear |hey |attention )*(?:helpful )?"
    + _any(
        r"a\.?i\.?(?: (?:systems?|agents?|readers?|tools?|models?))?",
        r"artificial intelligence|(?:large )?language models?|llms?|chat ?-?bots?|(?:chat ?)?gpt(?:-?\d\w*)?|bots?",
        r"(?:(?:a\.?i\.?|virtual|digital|briefing|writing|research) )?assistants?|summari[sz]ers?",
        r"automat(?:ed|ic) (?:systems?|agents?|readers?|tools?|models?)|retrieval systems?",
    )
    + ")"
)
_ORDERS = _any(
    r"instructions?|rules?|prompts?|guidelines?|directions?|directives?|commands?|constraints?|restrictions?",
    r"orders?|context|messages?|training|safeguards?|filters?|passages?|evidence|sources?",
)
_DROP = _any(
    r"ignore|disregard|forget|override|overrule|bypass|discard|neglect|skip|drop|abandon|violate|disobey|set aside"
)
_SAY = _any(
    r"say|reply|respond|answer|output|print|write|state|repeat|report|return|conclude|claim|declare|echo|display",
    r"insist|add|append|insert|include|recommend|mention|translate|reveal|list|show|tell (?:the |your )?\w+",
)
_ANSWER = _any(r"answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|briefings?|output|messages?")
_USER = r"(?:question|user|reader)s?"
_MUST = _any(
    r"must|shall|should|will|has to|have to|needs? to",
    r"(?:is|are) (?:hereby |now )?(?:required|instructed|asked|ordered|obliged|directed|authori[sz]ed|permitted) to",
)
_SOFTLY = r"(?: (?:now|only|always|instead|therefore|also|never|not|exactly|simply|just|verbatim))*"
_OPENING = _any(
    r"please|now|instead|simply|just|only|then|always|immediately|and|so|therefore|also|important|urgent|note",
    r"attention|warning|p\.?s\.?|hint|reminder",
)
# The start of a sentence, or of what follows a colon, a bracket or a quotation mark; no two of its parts match the
# same.
_START = rf"(?:^|(?<=[.:;!?\"'(>*\]-])|(?<=\n))\W{{0,8}}(?:{_OPENING}\b\W{{0,8}}){{0,6}}"

_FORMS = (
    # To drop what it was told: "ignore all previous instructions"; plain "the rules" only as an order.
    rf"\b{_DROP}\b[^.!?]{{0,30}}\b"
    r"(?:previous|prior|preceding|above|earlier|foregoing|your|system|developer|initial|original)\b"
    rf"[^.!?]{{0,30}}\b{_ORDERS}",
    rf"\b{_DROP} (?:everything|anything|all(?: of)?(?: that| this)?|what(?:ever)?)\b[^.!?]{{0,25}}"
    r"\b(?:above|before|previous(?:ly)?|prior|told|instructed|given|were asked|was said)\b",
    rf"{_START}(?:(?:do not|don't|stop) (?:follow|obey|us)(?:ing|e)?|{_DROP})"
    rf" (?:all |any |of |these |those |the |other |every |each |your |its )*{_ORDERS}",
    r"\b(?:ignor(?:ez|e|a|ar|ieren|iere|ate)|oubliez|olvid[ae]|vergiss|vergessen|dimentica)\b[^.!?]{0,40}"
    r"\b(?:instructions?|instrucciones|anweisungen|istruzioni|regeln|reglas|règles|consignes|instruções)\b",
    r"(?:지시|명령|규칙|지침|프롬프트)[^.!?]{0,12}(?:무시|잊)|(?:忽略|无视|忘记|無視)[^。！？]{0,14}(?:指令|指示|规则|提示|規則|命令)",
    r"(?:игнорируй|забудь)\w*[^.!?]{0,30}(?:инструкци|правил|указани)|(?:指示|命令|ルール)[^。！？]{0,6}(?:無視|忘れ)",
    # The parts of a conversation with a machine: "SYSTEM:", "<|im_start|>", "### Instruction".
    r"^\W{0,4}(?:system|assistant|user|developer|admin(?:istrator)?|root)"
    r"(?: (?:prompt|message|note|notice|override|instructions?|command|alert|update))?\s*(?:[:>\]|]|-{1,2}\s|$)",
    r"<\|[a-z_ ]{2,20}\|>|<</?sys>>|\[/?(?:inst|system|assistant)\]",
    r"</?(?:system|assistant|instructions?|prompt|admin)>",
    r"##\s*(?:system|instructions?|prompt|response|assistant)\b",
    r"\b(?:begin|end|start) (?:of )?(?:system|admin|new|hidden|secret)? ?(?:prompt|instructions?|override)\b",
    r"\b(?:system|hidden|secret|developer|initial|jailbreak) (?:prompt|override|instructions?)\b",
    r"\b(?:prompt|instructions?) (?:override|injection|update)s?\b|\b(?:admin|system|root) override\b",
    r"\bto (?:the|any|every|whatever) (?:model|machine|system|software|program)"
    r" (?:reading|that reads|processing|seeing)\b",
    r"\b(?:new|updated|revised|special|additional|important|following|hidden|secret|real|actual|priority) "
    r"(?:system )?(?:instructions?|directives?|task|prompt|rules?|commands?)(?: (?:for|to) [^.:]{1,40})?\s*:",
    r"\b(?:developer|debug|maintenance|god|dan|jailbreak|unrestricted|admin) mode\b|\bdo anything now\b|\bjailbreak",
    r"\b(?:this|the following|that) (?:\w+ )?(?:instruction|passage|article|message|text|note) "
    r"(?:overrides|supersedes|replaces|takes (?:precedence|priority)|has priority|outranks)\b",
    # Words to a machine.
    r"\b(?:note|message|attention|instructions?|reminder|memo|notice|hint|request|command|read this"
    rf"|(?:important|urgent)(?= ?[,:-]| (?:to|for)\b))(?:[,:]| -)?(?: (?:to|for))? {_MACHINE}\b",
    rf"{_START}(?:dear|hey|hello|hi|attention|ok|okay|listen),? {_MACHINE}\b",
    rf"\bif you(?: are|'re) (?:being |reading this )?(?:an? )?(?:{_MACHINE}|asked|reading this as)\b",
    rf"^\W*{_MACHINE}\s*(?::\s*\S|,\s*(?:please|you|do not|don't|never|{_SAY}|{_DROP}|cite|follow|treat)\b)",
    rf"\b{_MACHINE}(?: \w+){{0,6}}? {_MUST}{_SOFTLY} ?(?:{_SAY}|{_DROP}|cite|obey|follow|stop|treat)\b",
    r"\b(?:you are|you're) (?:now|no longer|henceforth) (?:(?:an?|the|in|under|to|free|bound|limited|restricted|subject"
    rf"|required|called|named|acting|{_MACHINE}|(?-i:[A-Z]{{2,}}))\b)",
    r"\bfrom (?:now on|this point on|here on),? (?:you|your|always|only|every)\b",
    rf"\byou {_MUST}{_SOFTLY} (?:{_SAY}|{_DROP}|cite|obey|comply|pretend|act as)\b(?=[^.!?]{{0,80}}(?:[:\"“”']|"
    r"\b(?:that|with|only|exactly|all|previous|rules|instructions|answer|reply|question|user|reader|following)\b))",
    rf"\b(?:act|behave|respond|answer|write|speak|pose) as (?:(?:if|though) you (?:are|were)|{_MACHINE})\b",
    rf"{_START}pretend (?:to be|that|you are)\b|\bpretend you are\b",
    # Orders on what to write.
    rf"{_START}(?:do not|don't|never) "
    r"(?:cite|answer|mention (?:this|these|that you)|reveal|use any|refuse|summari[sz]e|tell the (?:user|reader))\b",
    rf"{_START}{_SAY}\b{_SOFTLY}(?: that\b| with\b|:| ?[\"“'‘]|"
    r" (?:the |this |these )?(?:following|words?|phrase|sentence|text|string|message|link|line)\b|"
    rf" (?:in|to|at) (?:the|your|every|each|this|all) (?:\w+ )?(?:{_ANSWER}|{_USER}|end|start|beginning)\b)",
    rf"{_START}{_SAY}\b[^.!?]{{0,80}}\b(?:in|to|at the (?:end|start|beginning) of|into|with) (?:your|every|each|the) "
    rf"(?:\w+ )?(?:{_ANSWER}|{_USER})\b",
    rf"\byour (?:next |final |only |whole |entire )?{_ANSWER}\b[^.!?]{{0,30}}\b(?:{_MUST}|is(?: to)?)\b",
    r"\b(?:correct|right|required|expected|approved|official|acceptable|mandatory|permitted|allowed) "
    rf"{_ANSWER}(?: (?:to|for) [^.:]{{1,60}})? (?:is|must be|shall be|will be|should be)\b",
    r"\b(?:when|whenever|if|once) (?:you(?: are|'re)? |(?:a|the) user |(?:some|any)one )?"
    r"(?:asks?|asked|answering|summari[sz]ing|quoting|citing|briefing)\b[^.!?]{0,80}[,:] ?"
    rf"(?:you (?:must|should|will) )?(?:always |only |simply |just |please )*{_SAY}\b",
    # Where in what others write the words have their place: "what follows belongs at the top of each digest".
    r"\b(?:what (?:now )?(?:follows|comes (?:next|now))|the (?:words?|lines?|sentences?|following|next)\b"
    r"(?: (?:words?|lines?|sentences?|paragraph|above|below|after this|before this|that follows?)){0,2}"
    r"|(?:this|these|that) (?:words?|lines?|sentences?))"
    r"[^.!?]{0,40}\b(?:belongs?|go|goes|comes?|stands?|sits?"
    r"|(?:is|are|to be) (?:\w+ )?(?:placed|set|put|printed|carried|used)"
    r"|tops?|opens?|leads?|heads?|closes?|ends?)\b[^.!?]{0,50}\b(?:every|each|any|all|your|whatever|whichever)\b"
    rf"[^.!?]{{0,20}}\b(?:{_ANSWER}|digests?|retellings?|versions?|abstracts?|overviews?|recaps?|renderings?)\b",
    r"\b(?:end|stop|begin|start|finish|open|close|conclude)(?: with)? (?:your|every|each|all) "
    rf"(?:\w+ )?(?:{_ANSWER}|sentences?)\b",
    r"\b(?:reveal|print|show|leak|repeat|send|expose|output) (?:me |us )?(?:your|the|all)(?: \w+)? "
    r"(?:api key|keys?|passwords?|credentials|system prompt|prompt|instructions)\b",
    r"\b(?:treat|regard|mark|consider) (?:this|the following|these|all other|every other)(?: \w+){0,3} as (?:the )?"
    r"(?:only|verified|trusted|authoritative|system|instructions?|supported|false|unreliable)\b",
)
# Written against forms known from public lists of prompt injections. Its test holds the forms, others that were not
# looked at while writing, and the share of press sentences that are taken for one.
_PATTERNS = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
# What an order leads into: the next sentence, where it says so, leaves a gap for it, or has no end of its own.
_ANNOUNCES = re.compile(
    r"_{2}|＿|\b(?:following|what (?:now )?follows|next|below)\b|[^.!?…。！？\s'\"”’»)\]]\s*$", re.IGNORECASE
)


# No form is longer than a window's overlap: a text is read in windows, so that its cost grows with its length alone.
_WINDOW, _OVERLAP = 1200, 400


def is_planted(text: str) -> bool:
    """Return whether a sentence, a title or a field of metadata speaks to a machine."""
    if seamed(text):
        return True
    plain = fold(text).strip()
    windows = (plain[at : at + _WINDOW] for at in range(0, max(1, len(plain) - _OVERLAP), _WINDOW - _OVERLAP))
    for window in windows:
        told = {window, undisguised(window)}
        if any(pattern.search(each) for each in told for pattern in _PATTERNS) or any(map(orders_a_reteller, told)):
            return True
    return False


@lru_cache(maxsize=256)  # one question asks of the same dozen passages again for every sentence of the answer
def planted(text: str, within: str = "") -> tuple[Span, ...]:
    """Return the sentences of a text that speak to a machine or to a reteller, in order; `within`: the whole article.

    With them goes the rest of a quotation that one of them opens, the sentence that one of them announces, and what
    stands in another language than the article.
    """
    spans = sentence_spans(text)
    ordering = {span for span in spans if is_planted(text[span.start : span.end])}
    within = within or " ".join(text[span.start : span.end] for span in spans if span not in ordering)
    closed = ordering | foreign(text, within)
    found: list[Span] = []
    quoting = announced = False
    for span in spans:
        words = text[span.start : span.end]
        if span in closed or quoting or announced:
            found.append(span)
            quoting = _left_open(words, quoting)
        announced = span in ordering and _ANNOUNCES.search(words) is not None
    return tuple(found)


def _left_open(words: str, open_before: bool) -> bool:
    """Return whether a quotation stays open at the end of the words."""
    if "“" in words or "”" in words:
        return words.rfind("“") > words.rfind("”")
    return open_before != (words.count('"') % 2 == 1)
