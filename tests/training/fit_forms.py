"""Fits the weights of `assistant/question/form.py` on the wordings in `data/question_forms.txt` and on the questions in
`data/questions_by_form.tsv`, which several hands wrote or labelled.

Run `python -m tests.training.fit_forms`.
"""

import random
from pathlib import Path

import numpy as np

from assistant.question.form import FORMS, features, worded
from corpus.models import embedder
from corpus.models.bundled import DIMENSION as VECTOR
from tests.training.linear import fit, vocabulary

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
AGAIN = 2  # how much a question counts that somebody asked whole, beside one that was made of a wording
# The embedder's vectors lie close together: spread out around their mean, the fit tells them apart.
SPREAD, RIDGE = 10.0, 3.0


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


def asked() -> list[tuple[str, str, str]]:
    """(hand, form, question), in the order of the file."""
    lines = (HERE / "data" / "questions_by_form.tsv").read_text("utf-8").splitlines()
    return [(hand, form, question) for hand, form, question in (line.split("\t") for line in lines)]


def fitted(texts: list[str], y: np.ndarray, known: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """The weights and biases of the features as they are."""
    x = features(texts, embedder(), known).astype(np.float64)
    vector = np.arange(x.shape[1]) < VECTOR
    mean, scale = np.where(vector, x.mean(0), 0.0), np.where(vector, SPREAD, 1.0)
    weights, bias = fit((x - mean) * scale, y, RIDGE)
    own = weights * scale
    return own, bias - own @ mean


def main() -> None:
    """Report the accuracy on the questions of each hand, left out in turn, then fit on all and write the weights."""
    chance, written = random.Random(20), asked()
    made = [(form, text) for form, one in wordings() for text in questions(one, chance)]

    def of(hands: set[str]) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
        rows = made + AGAIN * [(form, text) for hand, form, text in written if hand in hands]
        once = [*made[::EACH], *((form, text) for hand, form, text in written if hand in hands)]
        known = {word: at for at, word in enumerate(vocabulary([worded(text) for _, text in once]))}
        return known, *fitted([text for _, text in rows], np.array([FORMS.index(form) for form, _ in rows]), known)

    hands = {hand for hand, *_ in written}
    right = dict[str, list[bool]]()
    for out in sorted(hands):
        known, weights, bias = of(hands - {out})
        rows = [(form, text) for hand, form, text in written if hand == out]
        logits = features([text for _, text in rows], embedder(), known) @ weights.T + bias
        for (form, text), guess in zip(rows, logits.argmax(1), strict=True):
            right.setdefault(form, []).append(FORMS[guess] == form)
            if FORMS[guess] != form:
                print(f"    {text} ({form}) -> {FORMS[guess]}")
    mean = np.mean([one for each in right.values() for one in each])
    print(f"{len(written)} questions; right of hands left out: {mean:.3f}")
    for form, each in right.items():
        print(f"  {form}: {np.mean(each):.2f} of {len(each)}")
    known, weights, bias = of(hands)
    held = {"weights": weights.astype(np.float16), "bias": bias.astype(np.float16)}
    np.savez_compressed(WEIGHTS, words=np.array(list(known)), **held)


if __name__ == "__main__":
    main()
