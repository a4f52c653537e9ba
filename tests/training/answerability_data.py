"""Labelled pairs for the answerability model: which part trains, which sets numbers, which is only reported on."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tests.training.articles import articles, rows_of

# Ordered by the hash of the title, so that nobody chose them: the first two are reported on and touch nothing else,
# the third sets the calibration, the other thirteen train.
HELD_OUT, CALIBRATION = 2, 1


# Written for this project: questions to press passages, with the words that answer, or none where the passage speaks of
# the matter and does not say.
PRESS_QUESTIONS = Path(__file__).parent / "data" / "stated_in_press.jsonl"
_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)})\b|\b(?:1[5-9]|20)\d\d\b|\b(?:yester|to|mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b",
    re.I,
)
_COUNT = re.compile(
    r"(?:(?:over|nearly|about|almost|some|at least|more than|up to|approximately)\s+)?"
    r"(?:[$€£]?\d[\d.,-]*%?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens|hundreds)\b)\s*",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])['\")\]]*\s+(?=[A-Z\"'(\[])")


@dataclass(frozen=True)
class Pair:
    """A question, a passage, whether it answers, and the answer's (or the plausible wrong answer's) characters.

    `head`: what the archive puts before a passage. `near`: another passage of the same article.
    """

    id: str
    question: str
    passage: str
    answered: bool
    start: int = -1
    end: int = -1
    head: str = ""
    near: str = ""


def part_of(clapnq_id: str) -> str:
    """Say for which part a clapnq row is: half is reported on, a third of the rest calibrates, two thirds train."""
    number = int(sha256(clapnq_id.encode()).hexdigest(), 16)
    if number % 2:
        return "report"
    return "calibrate" if number // 2 % 3 == 0 else "train"


def clapnq(folder: Path, part: str) -> list[Pair]:
    """Read the rows of labelled/clapnq_* that belong to a part."""
    pairs = []
    for name, answered in (("clapnq_answerable", True), ("clapnq_unanswerable", False)):
        for row in rows_of(folder / f"{name}.jsonl"):
            if part_of(row["id"]) == part:
                pairs.append(Pair(row["id"], row["input"], row["passages"][0]["text"], answered))
    return pairs


def squad(folder: Path, part: str) -> list[Pair]:
    """Read the articles of labelled/squad2_half.json that belong to a part."""
    articles = json.loads((folder / "squad2_half.json").read_text("utf-8"))["data"]
    articles.sort(key=lambda article: sha256(article["title"].encode()).hexdigest())
    train = HELD_OUT + CALIBRATION
    cut = {"report": slice(HELD_OUT), "calibrate": slice(HELD_OUT, train), "train": slice(train, None)}
    return [pair for article in articles[cut[part]] for pair in _pairs(article)]


def press(folder: Path, part: str) -> list[Pair]:
    """Read the questions to press articles that belong to a part: a fifth of the passages is reported on.

    `folder` holds `state.jsonl` and `white_house.jsonl`. No article in which Korea occurs is among them, nor any that a
    prompt speaks of.
    """
    rows = list(rows_of(PRESS_QUESTIONS))
    wanted = {row["article_id"] for row in rows}
    known = {one["id"]: one for one in articles(folder) if one["id"] in wanted}
    pairs = []
    for number, row in enumerate(rows):
        if (int(sha256(row["article_id"].encode()).hexdigest(), 16) % 5 == 0) != (part == "report"):
            continue
        article = known[row["article_id"]]
        passage = " ".join(article["text"][row["start"] : row["end"]].split())
        at = passage.index(row["answer"]) if row["answer"] else -1
        rest = f"{article['text'][: row['start']]} {article['text'][row['end'] :]}"
        pairs.append(
            Pair(
                f"press-{number}",
                row["question"],
                passage,
                at >= 0,
                at,
                at + len(row["answer"] or ""),
                f"{article['title']} ({article['published'][:10]})",
                _nearest(row["question"], rest),
            )
        )
    return pairs


def _nearest(question: str, text: str) -> str:
    """Return the three neighbouring sentences that share most words with the question."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    asked = set(re.findall(r"\w{3,}", question.casefold()))
    runs = [" ".join(sentences[at : at + 3])[:900] for at in range(len(sentences))]
    return max(runs, key=lambda run: len(asked & set(re.findall(r"\w{3,}", run.casefold()))), default="")


def _pairs(article: dict) -> Iterator[Pair]:
    paragraphs = article["paragraphs"]
    words = [set(re.findall(r"\w{4,}", paragraph["context"].casefold())) for paragraph in paragraphs]
    for number, paragraph in enumerate(paragraphs):
        for row in paragraph["qas"]:
            spans = row["answers"] or row.get("plausible_answers") or []
            spans = sorted(spans, key=lambda span: len(span["text"]))[:1]
            start, end = (-1, -1)
            if spans:
                start = spans[0]["answer_start"]
                end = start + len(spans[0]["text"])
            asked = set(re.findall(r"\w{4,}", row["question"].casefold()))
            others = [at for at in range(len(paragraphs)) if at != number]
            near = paragraphs[max(others, key=lambda at: len(asked & words[at]))]["context"] if others else ""
            head = article["title"].replace("_", " ")
            yield Pair(row["id"], row["question"], paragraph["context"], bool(row["answers"]), start, end, head, near)


def window(pair: Pair, rng: random.Random) -> Pair:
    """Cut the passage to one to four sentences around the answer, or around what plausibly looks like one.

    Short passages train faster, and are what the archive's passages and the quotes look like.
    """
    breaks = re.finditer(r"[.!?]['\")\]]*\s+(?=[A-Z\"'(\[])", pair.passage)
    ends = [match.end() for match in breaks] + [len(pair.passage)]
    starts = [0, *ends[:-1]]
    if pair.start < 0 or len(starts) < 3:
        return pair
    at = max(index for index, start in enumerate(starts) if start <= pair.start)
    first = max(0, at - rng.randint(0, 2))
    last = min(len(starts) - 1, at + rng.randint(0, 1 + (first == at)))
    while last < len(starts) - 1 and ends[last] < pair.end:
        last += 1
    low, high = starts[first], ends[last]
    passage = pair.passage[low:high].rstrip()
    return replace(pair, passage=passage, start=pair.start - low, end=pair.end - low)


def without_answer(pair: Pair) -> Pair | None:
    """Take the sentences that hold the answer's words out of the passage: its topic stays, its claim is gone."""
    answer = pair.passage[pair.start : pair.end].casefold()
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\"'(\[])", pair.passage)
    kept = [sentence for sentence in sentences if answer not in sentence.casefold()]
    if not pair.answered or len(answer) < 3 or not kept or len(kept) == len(sentences):
        return None
    return _unanswered(pair, " ".join(kept))


def made_vague(pair: Pair, rng: random.Random) -> Pair | None:
    """Put something vague in the answer's place: the event stays in the passage, the asked detail is gone."""
    answer = pair.passage[pair.start : pair.end]
    if not pair.answered or pair.start < 0 or len(answer) > 60 or answer.casefold() in pair.question.casefold():
        return None
    before, after = pair.passage[: pair.start], pair.passage[pair.end :]
    if answer.casefold() in (before + after).casefold():
        return None
    asked = pair.question.casefold()
    if re.search(r"\bwhen\b|(?:what|which) (?:\w+ )?(?:day|date|year|month)", asked) or _DATE.search(answer):
        before = re.sub(
            r"(?:\b(?:on|in|by|since|from|until|at|during|before|after|of) )?(?:the )?$", "", before, flags=re.I
        )
        vague = rng.choice(("", "", "recently", "earlier", "at that time"))
    elif counted := _COUNT.match(answer):
        money = "$" in answer or "€" in answer or "£" in answer
        some = (
            f"{rng.choice(('several', 'a number of', 'some', 'many'))} {answer[counted.end() :].strip() or 'of them'}"
        )
        vague = "an undisclosed sum" if money else some
    elif re.search(r"\bwho(?:m|se)?\b", asked):
        vague = rng.choice(("someone", "an official", "a spokesperson", "another person", "a senior figure"))
    elif re.search(r"\bwhere\b|(?:what|which) (?:\w+ )?(?:country|city|town|place|state)", asked):
        vague = rng.choice(("a place nearby", "one of the places", "a certain country", "abroad"))
    elif answer[:1].isupper():
        vague = rng.choice(("one of them", "a certain one", "another one", "a partner"))
    else:
        return None
    return _unanswered(pair, re.sub(r"\s+([.,;])", r"\1", re.sub(r"  +", " ", f"{before}{vague}{after}")))


def beside(pair: Pair) -> Pair | None:
    """Ask the question of another passage of the same article: the names and words are there, the claim is not."""
    answer = pair.passage[pair.start : pair.end].casefold()
    if not pair.near or pair.start < 0 or answer in pair.near.casefold():
        return None
    return _unanswered(pair, pair.near)


def _unanswered(pair: Pair, passage: str) -> Pair:
    return replace(pair, id=pair.id + "-without", passage=passage, answered=False, start=-1, end=-1)


def dated(pair: Pair, rng: random.Random) -> Pair:
    """Name the month of publication in the question, as people who ask an archive do."""
    day = re.search(r"\((\d{4})-(\d\d)-\d\d\)$", pair.head)
    if not day or re.search(r"\d{4}", pair.question):
        return pair
    month = f"{_MONTHS[int(day.group(2)) - 1]} {day.group(1)}" if rng.random() < 0.8 else day.group(1)
    return replace(pair, question=f"{pair.question.rstrip('?. ')} in {month}?")


def headed(pair: Pair) -> Pair:
    """Put the header before the passage, as the archive does."""
    if not pair.head:
        return pair
    shift = len(pair.head) + 1
    moved = (pair.start + shift, pair.end + shift) if pair.start >= 0 else (-1, -1)
    return replace(pair, passage=f"{pair.head}\n{pair.passage}", start=moved[0], end=moved[1])


def drawn(
    pairs: list[Pair],
    rng: random.Random,
    *,
    windows: float,
    rob: float,
    vague: float,
    near: float,
    head: float,
    date: float,
) -> list[Pair]:
    """Draw the pairs of one epoch, each share changed as its name says; what is robbed comes beside its original."""
    out = []
    for pair in pairs:
        asked = dated(pair, rng) if rng.random() < date else pair
        cut = window(asked, rng) if rng.random() < windows else asked
        made = [cut]
        if rng.random() < rob:
            made.append(without_answer(cut) or without_answer(asked))
        if rng.random() < vague:
            made.append(made_vague(cut, rng))
        if rng.random() < near:
            made.append(beside(asked))
        out += [headed(one) if rng.random() < head else one for one in made if one]
    return out
