"""Train the reader whole: how near a passage comes, whether it answers, and by which of its sentences.

    python -m tests.training.train_reader --rows ROWS.jsonl --start corpus/models/weights --out RUN
    python -m tests.training.train_reader --write RUN/epoch1.pt --start corpus/models/weights --out OUT

A row: `q` (question), `head`, `text`, `spans` (its sentences), `gold` (of each sentence 1: it answers, .5: a part of it
does), `answered` (null: nobody looked), `teacher` (the bundled cross-encoder's logit, where it was asked), `part` (only
`train` is trained on), `src`. `reader_rows.py` makes them. Begins from the int8 weights of the package. Needs torch,
onnx, onnxruntime and tokenizers; it reckons with 16 bits where that loses little.
"""

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from tests.training.articles import rows_of
from tests.training.encoder import WIDTH, Reader, auroc, batches, packaged, tensors_of, warmed
from tests.training.export import card, export, quantised

LENGTH = 256  # tokens of a pair
MIDDLE = 8  # relevance is read after this layer and after the last
# By so much a passage that is known to answer, or not to, is held nearer or further than the teacher does; logits.
KNOWN = 1.0
REQUESTS = ("broad", "detail")


class WholeReader(Reader):
    """(question, passage) -> relevance logit [b], answered logit [b], and a logit for each token [b, length]."""

    def __init__(self, layers: int, pieces: int) -> None:
        super().__init__(layers)
        self.words, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(LENGTH, WIDTH)
        self.relevance, self.carries = nn.Linear(2 * WIDTH, 1), nn.Linear(WIDTH, 1)
        del self.span

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.types(types))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        middle = x
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias.to(x.dtype))
            middle = x if number == MIDDLE else middle
        pooled = torch.tanh(self.pool(x[:, 0]))
        near = self.relevance(torch.cat([x[:, 0], middle[:, 0]], -1))
        return near.squeeze(-1), self.answered(self.drop(pooled)).squeeze(-1), self.carries(x).squeeze(-1)


def begun(folder: Path) -> WholeReader:
    """The reader of the package, to be trained on."""
    found = packaged(folder / "reader.onnx")
    model = WholeReader(12, len(found["words.weight"]))
    with torch.no_grad():
        for name, value in model.named_parameters():
            value.copy_(found[name].reshape(value.shape))
    return model


def encode(tokenizer: Tokenizer, rows: list[dict[str, Any]]) -> list[tuple[list[int], list[int], list[list[int]]]]:
    """Token ids, token types, and for each sentence of the text the places of its tokens."""
    codes = tokenizer.encode_batch([(row["q"][:400], row["head"] + row["text"]) for row in rows])
    out = []
    for row, code in zip(rows, codes, strict=True):
        shift = len(row["head"])
        places = [
            [
                at
                for at, (kind, (low, high)) in enumerate(zip(code.type_ids, code.offsets, strict=True))
                if kind == 1 and start + shift <= low < high <= end + shift
            ]
            for start, end in row["spans"]
        ]
        out.append((code.ids, code.type_ids, places))
    return out


def sentence_logits(carries: torch.Tensor, coded: list, group: list[int]) -> list[tuple[int, int, torch.Tensor]]:
    """(row, sentence, mean logit of its tokens) of a group, for the sentences that the pair's tokens reach."""
    return [
        (at, number, carries[row, inside].mean())
        for row, at in enumerate(group)
        for number, inside in enumerate(coded[at][2])
        if inside
    ]


def loss_of(model: WholeReader, rows: list, coded: list, group: list[int], share: float) -> torch.Tensor:
    """The losses of a group together: sentences, whether it answers, relevance."""
    relevance, answered, carries = (one.float() for one in model(*tensors_of(coded, group)))
    told = sentence_logits(carries, coded, group)
    gold = torch.tensor([rows[at]["gold"][number] for at, number, _ in told])
    # The sentences that do not answer count together about as much as one that does.
    others = torch.tensor([len(coded[at][2]) ** -0.5 for at, _, _ in told])
    weight = torch.where(gold > 0, torch.ones(()), others)
    logits = torch.stack([one for _, _, one in told])
    sentences = F.binary_cross_entropy_with_logits(logits, gold * 0.97, weight, reduction="sum") / len(group)
    decided = [row for row, at in enumerate(group) if rows[at]["answered"] is not None]
    whole = torch.zeros(())
    if decided:
        labels = torch.tensor([float(rows[group[row]]["answered"]) * 0.96 + 0.02 for row in decided])
        whole = F.binary_cross_entropy_with_logits(answered[decided], labels, reduction="sum") / len(group)
    taught = [row for row, at in enumerate(group) if "teacher" in rows[at]]
    if not taught:
        return sentences + whole
    teacher = torch.tensor([taught_relevance(rows[group[row]]) for row in taught])
    return sentences + whole + share * F.smooth_l1_loss(relevance[taught], teacher)


def taught_relevance(row: dict[str, Any]) -> float:
    """The logit of relevance to learn: the cross-encoder's, mended by what is known of the passage."""
    known = 0.0 if row["answered"] is None else KNOWN if row["answered"] else -KNOWN
    return row["teacher"] / 2 + known


@torch.no_grad()
def measured(model: WholeReader, rows: list, coded: list) -> dict[str, float]:
    """Of rows: AUROC of `answered`, correlation of relevance, how often the nearest passage of a question answers, and
    how often the best sentence of all its passages is a gold one (and among the best three).
    """
    model.eval()
    shares: dict[str, list[tuple[float, float]]] = defaultdict(list)
    answered, relevance = np.zeros(len(rows)), np.zeros(len(rows))
    for group in batches(coded, 32, None):
        with torch.autocast("cpu", torch.bfloat16):
            rel, ans, carries = model(*tensors_of(coded, group))
        answered[group], relevance[group] = ans.float().numpy(), rel.float().numpy()
        for at, number, logit in sentence_logits(carries.float(), coded, group):
            shares[rows[at]["q"]].append((float(logit), rows[at]["gold"][number]))
    model.train()
    looked = [at for at, row in enumerate(rows) if row["answered"] is not None]
    asked = [found for found in shares.values() if any(gold == 1 for _, gold in found)]

    def hits(most: int) -> float:
        best = [sorted(found, reverse=True)[:most] for found in asked]
        return float(np.mean([any(gold == 1 for _, gold in found) for found in best]))

    near = defaultdict(list)
    for at in looked:
        near[rows[at]["q"]].append((relevance[at], rows[at]["answered"]))
    ranked = [max(found)[1] for found in near.values() if len({gold for _, gold in found}) == 2]
    taught = [at for at, row in enumerate(rows) if "teacher" in row]
    like = np.corrcoef(relevance[taught], [rows[at]["teacher"] for at in taught])[0, 1] if taught else 0
    return {
        "answered": auroc([rows[at]["answered"] for at in looked], answered[looked]),
        "relevance": float(like),
        "nearest": float(np.mean(ranked)) if ranked else 0.0,
        "first": hits(1),
        "of three": hits(3),
    }


def write(checkpoint: Path, start: Path, out: Path) -> None:
    """Write a checkpoint as the package's files: int8 ONNX, the tokenizer that it was trained with, their card."""
    saved = torch.load(checkpoint, weights_only=True)["model"]
    model = WholeReader(12, len(saved["words.weight"]))
    model.load_state_dict(saved)
    words = (start / "reader-tokenizer.json").read_bytes()
    out.mkdir(parents=True, exist_ok=True)
    wide = out / "float.onnx"
    export(model, wide, ("relevance", "answered", "carries"), LENGTH)
    quantised(wide, out / "reader.onnx")
    wide.unlink()
    (out / "reader-tokenizer.json").write_bytes(words)
    card("reader", out)


def main() -> None:
    """Train; write a checkpoint and the figures after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--write", type=Path, help="a checkpoint to write as the package's files, without training")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--freeze", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.3, help="of the loss of relevance")
    parser.add_argument("--older", type=float, default=1.0, help="share of the rows beside requests that is drawn")
    args = parser.parse_args()
    if args.write:
        write(args.write, args.start, args.out)
        return
    rng = random.Random(11)
    torch.manual_seed(11)
    rows = list(rows_of(args.rows))
    tokenizer = Tokenizer.from_file(str(args.start / "reader-tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, strategy="only_second")
    train = [row for row in rows if row["part"] == "train"]
    train = [row for row in train if row["src"] in REQUESTS or rng.random() < args.older]
    coded = encode(tokenizer, train)
    model = begun(args.start)
    model.freeze(args.freeze)
    sets = {}
    for name in (*REQUESTS, "asked", "stated", "clapnq", "squad"):
        held = [row for row in rows if row["part"] != "train" and row["src"].startswith(name)]
        if held:
            sets[name] = held, encode(tokenizer, held)
            print(name, len(held), measured(model, *sets[name]), flush=True)
    size = 16
    steps = args.epochs * -(-len(train) // size)
    parts = [one for one in model.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(parts, lr=args.rate, weight_decay=0.01)
    plan = warmed(optimiser, max(1, steps // 12), steps)
    args.out.mkdir(parents=True, exist_ok=True)
    model.train()
    began = time.time()
    for epoch in range(1, args.epochs + 1):
        lost = []
        for number, group in enumerate(batches(coded, size, rng)):
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, train, coded, group, args.share)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parts, 1.0)
            optimiser.step()
            plan.step()
            lost.append(float(loss))
            if number % 50 == 49:
                print(epoch, number + 1, round(float(np.mean(lost[-50:])), 4), round(time.time() - began), flush=True)
        torch.save({"layers": len(model.layers), "model": model.state_dict()}, args.out / f"epoch{epoch}.pt")
        for name, (held, codes) in sets.items():
            figures = {key: round(value, 3) for key, value in measured(model, held, codes).items()}
            print(f"epoch {epoch}", name, figures, flush=True)


if __name__ == "__main__":
    main()
