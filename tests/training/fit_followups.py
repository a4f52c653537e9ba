"""Fits the weights of `assistant.question.salience.WEIGHTS` on conversations whose follow-ups people rewrote.

python -m tests.training.fit_followups ../shared/data/labelled/cast2021_manual.jsonl
"""

import argparse
from pathlib import Path

import numpy as np

from assistant.question.salience import Exchange, content, features, stem
from tests.training.articles import rows_of
from tests.training.linear import newton

RIDGE = 3.0


def rows(path: Path) -> list[dict]:
    return [row for row in rows_of(path) if row["history"] and all(turn["response"] for turn in row["history"])]


def table(data: list[dict]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Feature names, features, whether a person added the word, topic and row of each word."""
    values, added, topics, owners = [], [], [], []
    names: list[str] = []
    for number, row in enumerate(data):
        turns = [Exchange(turn["utterance"], turn["response"]) for turn in row["history"]]
        wanted = {stem(word) for word in content(row["rewrite"])}
        for word, one in features(row["utterance"], turns).items():
            names = list(one)
            values.append(list(one.values()))
            added.append(word in wanted)
            topics.append(str(row["topic"]))
            owners.append(number)
    return names, np.array(values), np.array(added, float), np.array(topics), np.array(owners)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = rows(parser.parse_args().data)
    names, x, y, topics, owners = table(data)
    guess = np.zeros(len(y))
    for fold in range(8):
        held = np.isin(topics, sorted(set(topics))[fold::8])
        guess[held] = np.hstack([np.ones((held.sum(), 1)), x[held]]) @ newton(x[~held], y[~held], RIDGE)
    best = [owner[np.argsort(-guess[owner])[:2]] for owner in (np.flatnonzero(owners == n) for n in range(len(data)))]
    print(
        f"{len(y)} words, {int(y.sum())} added; of the two likeliest, "
        f"{np.mean(y[np.concatenate(best)]):.3f} were added "
        "(cross-validated over topics)"
    )
    for name, weight in zip(["intercept", *names], newton(x, y, RIDGE), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
