"""A follow-up made to stand alone without a model: the subject and names of the conversation are carried over."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Turn(NamedTuple):
    """What a person asked, and what was answered (empty where nothing was)."""

    asked: str
    answered: str


# Words that carry no subject: function words, and the light verbs and nouns that questions are made of.
FUNCTION = frozenset("""
a an the this that these those some any each every either neither both all such same other another one ones
i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which what
when where why how there here then thus so too also just only even still yet again ever never not no yes nor and or but if
because as than though although while whether until unless since for from in into on onto of off at by to with without within
about above across after against along among around before behind below beneath beside besides between beyond despite down
during except inside like near out outside over past per through throughout toward towards under up upon via versus vs
be is are am was were been being do does did done doing have has had having can could may might must shall should will would
ought isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't ain't
i'm i've i'd i'll you're you've he's she's it's that's there's what's who's where's how's let's they're we're we've they've
more most much many less least few several enough very really quite rather well now ok okay oh wow hmm ah yeah please thanks
thank hello hi actually exactly maybe perhaps else instead therefore however later earlier ago once twice am pm etc
""".split())
LIGHT = frozenset("""
tell give say says said saying know knows knew think thinks thought mean means meant want wants wanted like likes liked look
looks looked see saw seen hear heard learn learned learnt find found get gets got getting go goes went going gone come comes
came make makes made making take takes took taken taking use uses used using help helps helped helping work works worked
happen happens happened happening become becomes became start started let put keep try tried need needs needed ask asked
asking talk talked talking speak spoke spoken describe explain expand elaborate mention mentioned list name show provide
interesting interested sounds sound seems seem cool good great better best bad worse worst nice sure right wrong true new old
first second third last next recent recently big bigger biggest small smallest large long short high low different similar
common main major important possible able likely available certain specific general various particular popular
thing things something anything nothing everything someone anyone people person way ways kind kinds sort sorts type types
example examples reason reasons cause causes effect effects difference differences benefit benefits advantage advantages
pros cons option options question questions answer answers detail details information fact facts part parts point points
case cases lot lots bit number numbers time times day days week weeks month months year years today ago side
idea ideas issue issues problem problems result results history origin origins purpose role meaning definition article
""".split())
PRONOUN = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves|it|its|itself|this|these|those|"
    r"ones?|former|latter|such|there|then|else|another|same|neither|either|both)\b(?!['’]?s? (?:is|are|was|were|been|be) (?:a|an|any|no)\b)", re.I)
WORD = re.compile(r"[A-Za-z0-9À-ɏ가-힣]+(?:[-'’.&][A-Za-z0-9À-ɏ가-힣]+)*")


def stem(word: str) -> str:
    """A word without case, plural and the commonest endings, for comparing only."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            return low[: len(low) - len(ending)] + kept
    return low


def content(text: str) -> list[str]:
    """The words that carry a subject, in order."""
    return [w for w in WORD.findall(text) if w.lower().replace("’", "'") not in FUNCTION | LIGHT and (len(w) > 1 or w.isdigit())]


class Term(NamedTuple):
    """A run of subject words of one turn, as written."""

    words: str
    stems: frozenset[str]
    named: bool


def terms(text: str) -> list[Term]:
    """Runs of neighbouring subject words, in order: names whole, noun phrases without their small words."""
    found: list[Term] = []
    for sentence in re.split(r"(?<=[.?!])\s+", text):
        run: list[re.Match[str]] = []

        def close(first: int, words: list[re.Match[str]], sentence: str = sentence) -> None:
            if words:
                shown = sentence[words[0].start(): words[-1].end()].removesuffix("'s").removesuffix("’s")
                named = any(w.group()[0].isupper() and (w.start() > first or len(words) > 1) for w in words)
                found.append(Term(shown, frozenset(stem(w.group()) for w in words), named))

        matches = list(WORD.finditer(sentence))
        first = matches[0].start() if matches else 0
        for m in matches:
            low = m.group().lower().replace("’", "'")
            light = low in FUNCTION or low in LIGHT or (len(low) == 1 and not low.isdigit())
            gap = sentence[run[-1].end(): m.start()] if run else " "
            if light or gap.strip():
                close(first, run)
                run = []
            if not light:
                run.append(m)
                if m.group().endswith(("'s", "’s")):
                    close(first, run)
                    run = []
        close(first, run)
    return found


def depends(question: str) -> bool:
    """Whether a question leans on what was said before it."""
    body = re.sub(r"^(?:(?:and|but|so|ok|okay|well|then|also)\b[, ]*)+", "", question.strip(), flags=re.I)
    if body != question.strip() or re.match(r"(?:what|how) about\b", body, re.I):
        return True
    if PRONOUN.search(body):
        return True
    return len(content(body)) < 3


def carried(question: str, turns: Sequence[Turn], most: int = 3) -> list[str]:
    """The terms of the conversation that the question lacks, most telling first."""
    mine = {stem(w) for w in content(question)}
    scores: Counter[str] = Counter()
    shown: dict[str, str] = {}
    sources = [(turns[-1].asked, 3.0), (turns[-1].answered, 1.0)] + [(t.asked, 1.0) for t in turns[:-1]] + [(turns[0].asked, 1.0)]
    for text, weight in sources:
        for term in terms(text):
            key = " ".join(sorted(term.stems))
            if term.stems <= mine:
                continue
            scores[key] += weight * (1.5 if term.named else 1.0)
            shown.setdefault(key, term.words)
    picked: list[str] = []
    have = set(mine)
    for key, _ in scores.most_common():
        if not set(key.split()) <= have:
            picked.append(shown[key])
            have |= set(key.split())
        if len(picked) == most:
            break
    return picked


def stand_alone(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it lacks; to the letter as it was where it stands alone."""
    if not turns or not depends(question):
        return question
    lacking = carried(question, turns)
    return f"{question} (about: {', '.join(lacking)})" if lacking else question
