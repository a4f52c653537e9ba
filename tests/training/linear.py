"""Linear models over what stands in a text: which signs are known, in which texts they stand, and the fit."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

LEAST = 3  # texts in which a sign must stand
ROUNDS = 200
FREE = 1e-3  # the ridge of an intercept, which keeps what is solved solvable


def vocabulary(seen: Sequence[Collection[str]]) -> list[str]:
    """The signs that stand in several of these texts, in order of their letters."""
    counted = Counter(one for each in seen for one in each)
    return sorted(one for one, count in counted.items() if count >= LEAST)


def matrix(seen: Sequence[Collection[str]], known: Sequence[str]) -> csr_matrix:
    """1 where a sign stands in a text, `[texts, signs]`."""
    places = {one: at for at, one in enumerate(known)}
    found = [(row, places[one]) for row, each in enumerate(seen) for one in each if one in places]
    rows, columns = zip(*found, strict=True) if found else ((), ())
    return csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(seen), len(known)))


def newton(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Logistic regression, also of shares, by Newton's method: an intercept, then weights drawn to 0 by `ridge`."""
    x = np.hstack([np.ones((len(x), 1)), x])
    penalty = np.diag([FREE] + [ridge] * (x.shape[1] - 1))
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ w)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def fit(x: np.ndarray | csr_matrix, y: np.ndarray, ridge: float) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression, its weights drawn to 0 by `ridge`: weights `[classes, signs]` and biases."""
    classes, signs = int(y.max()) + 1, x.shape[1]
    truth = np.eye(classes)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[:-classes].reshape(classes, signs), flat[-classes:]
        logits = x @ weights.T + bias
        odds = np.exp(logits - logits.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        wrong = odds - truth
        value = -np.log(odds[truth == 1] + 1e-12).sum() + ridge / 2 * (weights**2).sum()
        return value, np.concatenate([((x.T @ wrong).T + ridge * weights).ravel(), wrong.sum(0)])

    found = minimize(loss, np.zeros(classes * (signs + 1)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return found[:-classes].reshape(classes, signs), found[-classes:]
