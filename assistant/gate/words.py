"""Folding, tokens and stems: the form in which the gate compares two texts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.gate.lexicon import LONGEST, SAME, STOP
from corpus.folding import fold as plain

# A dotted abbreviation ("U.S.", "a.m."), a number with its inner points and commas, or a word with inner apostrophes.
_TOKEN = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\b\.?|[$€£¥₩]?\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|%|\d+")


def fold(text: str) -> str:
    """The text with every quotation mark as `'`, every dash as `-`, and every run of spaces as one space."""
    return plain(text).replace('"', "'").strip()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: as written, in lower case without a possessive, its stem, and where it begins."""

    text: str
    lower: str
    stem: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the folded text."""
        return self.start + len(self.text)

    @property
    def content(self) -> bool:
        """Whether it carries meaning: no function word and no single letter."""
        return self.lower not in STOP and (len(self.lower) > 1 or self.lower.isdigit())


@lru_cache(maxsize=4096)
def tokens(folded: str) -> tuple[Token, ...]:
    """The tokens of a folded text, in order; parts of hyphenated words stand alone, `can't` becomes `ca` and `n't`."""
    out: list[Token] = []
    for match in _TOKEN.finditer(folded):
        text, start = match.group(), match.start()
        low = text.lower()
        if low.endswith("n't") and len(low) > 3:
            head = low[:-3]
            base = {"ca": "can", "wo": "will", "sha": "shall"}.get(head, head)
            out.append(Token(text[:-3], base, stem(base), start))
            out.append(Token(text[-3:], "n't", "n't", start + len(head)))
            continue
        low = low.partition("'")[0] if "'" in low and not low.startswith(("o'", "d'", "n'")) else low
        if low == "cannot":
            out.append(Token(text, "not", "not", start))
            continue
        out.append(Token(text, low, stem(low), start))
    return tuple(out)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its everyday endings: a light stemmer after Porter's first steps (1980), for English."""
    if len(word) <= 3 or not word.isalpha():
        return _IRREGULAR.get(word, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _tidy(word[: len(word) - len(ending)] + instead)
    return _tidy(word)


def _tidy(word: str) -> str:
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith(("e", "y", "i")) else word


_ENDINGS = (
    ("izations", "iz"), ("ization", "iz"), ("isation", "iz"), ("ations", ""), ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""),
    ("ising", "iz"), ("ised", "iz"), ("ises", "iz"), ("ise", "iz"), ("izing", "iz"), ("ized", "iz"), ("izes", "iz"), ("ize", "iz"),
    ("itions", "it"), ("ition", "it"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ically", "ic"), ("ingly", ""),
    ("edly", ""), ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("er", ""), ("or", ""),
    ("ally", "al"), ("ly", ""), ("ed", ""), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z"), ("ves", "v"), ("es", ""), ("ss", "ss"), ("us", "us"), ("s", ""),
)  # fmt: skip

_IRREGULAR = {
    form: base
    for row in (
        "say:said says saying", "make:made makes making", "take:took taken takes taking", "give:gave given gives giving",
        "go:went gone goes going", "come:came comes coming", "meet:met meets meeting meetings", "see:saw seen sees",
        "hold:held holds holding", "lead:led leads leading leader leaders", "speak:spoke spoken speaks speaking",
        "begin:began begun begins beginning", "send:sent sends", "build:built builds", "keep:kept keeps",
        "leave:left leaves leaving", "find:found finds finding findings", "tell:told tells", "think:thought thinks",
        "bring:brought brings", "buy:bought buys", "fight:fought fights", "win:won wins winning", "lose:lost loses losing loss losses",
        "rise:rose risen rises rising", "fall:fell fallen falls falling", "grow:grew grown grows growing growth", "know:knew known knows",
        "break:broke broken breaks", "choose:chose chosen choice", "drive:drove driven", "write:wrote written writes",
        "show:showed shown shows", "become:became becomes", "run:ran runs running", "get:got gotten gets getting",
        "pay:paid pays payment payments", "sell:sold sells sale sales", "spend:spent spends", "strike:struck strikes", "shoot:shot shots shoots",
        "die:died dies dying death deaths dead", "lie:lied lies", "man:men", "woman:women", "child:children", "person:persons people peoples",
        "country:countries", "decide:decided decision decisions", "succeed:success successful succeeded", "fail:failure failures failed",
        "withdraw:withdrew withdrawn withdrawal", "agree:agreed agrees agreement agreements", "day:days", "use:used uses using",
        "war:wars", "party:parties", "policy:policies", "army:armies", "be:is are was were been being am", "have:has had having",
        "do:did does done", "arrive:arrival arrived", "approve:approval approved", "refuse:refusal refused", "choose:chose chosen",
        "analysis:analyses analysed analyzed analyze analyse analyst analysts", "defense:defence defensive defend defends defended defending",
        "center:centre centers centres", "labor:labour", "program:programme programs programmes", "neighbor:neighbour neighbors neighbours",
        "deal:dealt deals", "teach:taught", "catch:caught", "feel:felt feels", "mean:meant means", "sign:signed signs", "cut:cuts cutting",
        "denuclear:denuclearization denuclearisation denuclearize denuclearized denuclearizing", "nuclear:nuclear", "sanction:sanctions sanctioned",
        "diplomat:diplomacy diplomatic diplomats diplomatically", "economy:economic economies economically", "security:secure secured", "strategy:strategic strategies strategically",
        "threat:threats threaten threatens threatened threatening", "prove:proof proven proved", "believe:belief beliefs", "strong:strength strengthen strengthens strengthened strengthening stronger",
    )
    for base, _, forms in (row.partition(":"),)
    for form in (base, *forms.split())
}  # fmt: skip


@lru_cache(maxsize=4096)
def named(folded: str) -> tuple[tuple[Token, ...], ...]:
    """The tokens in groups: several names of one thing (`lexicon.SAME`) are one group, any other token its own."""
    words = tokens(folded)
    groups: list[tuple[Token, ...]] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            run = words[at : at + size]
            found = SAME.get(tuple(token.lower for token in run))
            if found and (not found[1] or run[0].text.isupper()):
                groups.append(run)
                at += size
                break
        else:
            groups.append(words[at : at + 1])
            at += 1
    return tuple(groups)


def canonical(group: tuple[Token, ...]) -> str:
    """The canonical name of a group (`@north_korea`), or the stem of its only token."""
    found = SAME.get(tuple(token.lower for token in group))
    if found and (not found[1] or group[0].text.isupper()):
        return "@" + found[0]
    return group[0].stem
