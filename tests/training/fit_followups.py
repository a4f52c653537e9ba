"""Fits the weights of `assistant.question.salience.WEIGHTS` on conversations whose follow-ups people rewrote.

python -m tests.training.fit_followups ../shared/data/labelled/cast2021_manual.jsonl
"""

import argparse
from pathlib import Path

import numpy as np

from assistant.question.salience import Exchange, content, features, stem
from tests.training.articles import rows_of


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


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 3.0) -> np.ndarray:
    """Logistic regression by Newton's method, an intercept first, the other weights drawn to 0 by `ridge`."""
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = np.diag([0.0] + [ridge] * (x.shape[1] - 1))
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ w)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = rows(parser.parse_args().data)
    names, x, y, topics, owners = table(data)
    guess = np.zeros(len(y))
    for fold in range(8):
        held = np.isin(topics, sorted(set(topics))[fold::8])
        guess[held] = np.hstack([np.ones((held.sum(), 1)), x[held]]) @ fit(x[~held], y[~held])
    best = [owner[np.argsort(-guess[owner])[:2]] for owner in (np.flatnonzero(owners == n) for n in range(len(data)))]
    print(
        f"{len(y)} words, {int(y.sum())} added; of the two likeliest, "
        f"{np.mean(y[np.concatenate(best)]):.3f} were added "
        "(cross-validated over topics)"
    )
    for name, weight in zip(["intercept", *names], fit(x, y), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
