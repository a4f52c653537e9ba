"""Fits the weights of `assistant/question/form.py` on the wordings in `data/question_forms.txt`.

Run `python -m tests.training.fit_forms`.
"""

import random
from pathlib import Path

import numpy as np

from assistant.question.form import FORMS, MARGIN, features
from corpus.models import embedder
from corpus.models.bundled import DIMENSION as VECTOR

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "question" / "data" / "forms.npz"
TOPICS = (
    "the harbour strike|football matches|the hospital reform|rocket launches|the ferry contract"
    "|water rationing|school closures|the budget for roads|trade talks|wolf sightings"
    "|the election law|power cuts|the bridge over the river|museum openings|protests of farmers"
    "|the flu vaccine|bank failures|the film festival|missile tests|the peace plan|sanctions on steel"
    "|the summit|fishing quotas|the tram line|military exercises|aid deliveries|the phone call"
    "|cyber attacks|wage rises|the wheat harvest"
).split("|")
# As people say it: of many words, with names and places in it.
LONG_TOPICS = (
    "the new Danish policy on wolves|the vote in the General Assembly|the framework for trade in the southern seas"
    "|the meeting of finance ministers in Basel|the ban on tuna from Peru|the sinking of the research vessel Aurora"
    "|the quarrel between Chile and Bolivia over the river|the strike at the Gdansk shipyard"
    "|the export rules for seed potatoes"
    "|the talks about the border in Geneva|the rescue of the miners at Copiapo|the Nordic Council for Energy"
    "|the joint statement of the two presidents|the resignation of Minister Okafor|the recall of baby milk in Kenya"
    "|the visit of the Pope to Lisbon|the row about the new stadium in Oslo|the treaty on plastic waste"
    "|the trial of the former mayor of Lima|the help for farmers after the flood in Bihar"
    "|the cyber attack on the railways"
    "|the price of bread in Egypt|the election in the northern provinces|the release of the two journalists"
    "|the inquiry into the crash of flight 7|the loan from the development bank|the sale of patrol boats to Fiji"
    "|the peace plan of the African Union|the evacuation of the embassy in Khartoum|the fire in the Rotterdam refinery"
).split("|")
NAMES = (
    "Norway|Petra Ilieva|the mayor|Kenya|Anders Holm|the union|Lisbon|Coast Wire|Chile"
    "|Minister Okafor|the court|Biden|the museum|Ankara|Lena Hartwig|the Senate|Brazil|Jonas Feldt"
    "|the port authority|Hanoi"
).split("|")
EACH = 4  # questions of a wording, half of them with long topics
# Of the descent. The embedder's vectors lie close together: spread out around their mean, a descent tells them apart.
ROUNDS, RATE, MOMENTUM, DECAY, SPREAD = 300, 0.1, 0.9, 1e-3, 10.0


def wordings() -> list[tuple[str, str]]:
    """(form, wording), in the order of the file."""
    found, form = [], ""
    for line in (HERE / "data" / "question_forms.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            form = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((form, line))
    return found


def questions(wording: str, chance: random.Random) -> list[str]:
    """The wording with topics and names in it, EACH times; now and then without its question mark or capital."""
    made = []
    for at in range(EACH if "{" in wording else 2):
        t, u = chance.sample(TOPICS if at % 2 else LONG_TOPICS, 2)
        n, m = chance.sample(NAMES, 2)
        text = wording.format(t=t.removeprefix("the ") if " the {t}" in wording else t, u=u, n=n, m=m)
        text = text[0].upper() + text[1:]
        made.append(text if at else text.rstrip("?.").lower() if chance.random() < 0.5 else text.rstrip("?."))
    return made


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression over vectors and signs; the weights and biases of the features as they are."""
    mean = np.where(np.arange(x.shape[1]) < VECTOR, x.mean(0), 0.0)
    scale = np.where(np.arange(x.shape[1]) < VECTOR, SPREAD, 1.0)
    spread = (x - mean) * scale
    weights, bias = np.zeros((len(FORMS), x.shape[1])), np.zeros(len(FORMS))
    step, shift = np.zeros_like(weights), np.zeros_like(bias)
    truth = np.eye(len(FORMS))[y]
    for _ in range(ROUNDS):
        logits = spread @ weights.T + bias
        odds = np.exp(logits - logits.max(1, keepdims=True))
        wrong = (odds / odds.sum(1, keepdims=True) - truth) / len(y)
        step = MOMENTUM * step + wrong.T @ spread + DECAY * weights
        shift = MOMENTUM * shift + wrong.sum(0)
        weights, bias = weights - RATE * step, bias - RATE * shift
    own = weights * scale
    return own, bias - own @ mean


def main() -> None:
    """Report the accuracy on wordings that were left out, in five folds, then fit on all and write the weights."""
    chance = random.Random(20)
    rows = [(at, form, text) for at, (form, one) in enumerate(wordings()) for text in questions(one, chance)]
    x = features([text for _, _, text in rows], embedder()).astype(np.float64)
    y = np.array([FORMS.index(form) for _, form, _ in rows])
    fold = np.array([at % 5 for at, _, _ in rows])
    guessed = np.empty_like(y)
    for out in range(5):
        weights, bias = fit(x[fold != out], y[fold != out])
        guessed[fold == out] = np.argmax(x[fold == out] @ weights.T + bias + MARGIN, 1)
    print(f"{len(rows)} questions; right on wordings left out: {np.mean(guessed == y):.3f}")
    for at, form in enumerate(FORMS):
        print(f"  {form}: {np.mean(guessed[y == at] == at):.2f}")
    for (_, form, text), guess in zip(rows, guessed, strict=True):
        if FORMS[guess] != form:
            print(f"    {text} ({form}) -> {FORMS[guess]}")
    weights, bias = fit(x, y)
    np.savez_compressed(WEIGHTS, weights=weights.astype(np.float16), bias=bias.astype(np.float16))


if __name__ == "__main__":
    main()
