"""Train the support model: does a premise say a claim? Begun from the bundled reranker's weights.

    python -m tests.training.train_support --data DATA --weights RERANKER/model.onnx --tokenizer RERANKER/tokenizer.json
    --out RUN

Needs torch, onnx, tokenizers, numpy and the project in an environment of its own. Two processes with `RANK` 0 and 1 and
`WORLD_SIZE=2` share the work, one thread each. Writes a checkpoint after each epoch, for `export.py`.
"""

import argparse
import json
import math
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from tests.training.encoder import Reader, auroc, batches, bert, fill, packaged, tensors_of, warmed
from tests.training.support_data import Row, rows

LENGTH = 288  # tokens of a pair
SOFT = 0.03  # labels are softened by so much: two readers of such sentences do not agree on all
# Of the experts' claims a share: many are judged by whether they are sound, not by what the evidence says.
EXPERTQA = 450
CHECKS = ("model_sentences", "frames", "dev", "apart", "devframe", "summedits1", "expertqa1")


@torch.no_grad()
def logits(model: Reader, codes: list) -> np.ndarray:
    """The logit of each pair, [n]."""
    model.eval()
    found = np.zeros(len(codes))
    for group in batches(codes, 32, None):
        found[group] = model(*tensors_of(codes, group))[0].numpy()
    model.train()
    return found


def go_on(model: Reader, path: Path) -> None:
    """Give the model the weights of a checkpoint, or of the package, whose word pieces are fewer."""
    if path.suffix != ".onnx":
        model.load_state_dict(torch.load(path, weights_only=True)["model"])
        return
    found = packaged(path)
    model.words, model.places = (
        nn.Embedding.from_pretrained(found[f"{name}.weight"], freeze=False) for name in ("words", "places")
    )
    missing, _ = model.load_state_dict(found, strict=False)
    assert all(name.startswith("span") for name in missing), missing


def figures(found: np.ndarray, labels: list[bool]) -> dict[str, float]:
    """AUROC and the best balanced accuracy; where all labels are one, the share below nought."""
    true = np.array(labels)
    if true.all() or not true.any():
        return {"below": round(float((found < 0).mean()), 3)}
    best = max(((found[true] > at).mean() + (found[~true] <= at).mean()) / 2 for at in np.unique(found))
    return {"auroc": round(auroc(labels, found), 3), "balanced": round(float(best), 3)}


def optimiser_of(named: list, rate: float) -> torch.optim.AdamW:
    """AdamW, with decay on matrices alone."""
    wide, plain = [p for _, p in named if p.ndim > 1], [p for _, p in named if p.ndim == 1]
    return torch.optim.AdamW([{"params": wide, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=rate)


def shared_gradient(named: list, world: int) -> None:
    """Give every process the mean of all gradients."""
    flat = torch.cat([p.grad.flatten() for _, p in named]) / world
    torch.distributed.all_reduce(flat)
    for (_, p), part in zip(named, flat.split([p.numel() for _, p in named]), strict=True):
        p.grad = part.view_as(p)


def main() -> None:
    """Train, and report on what is kept apart after each epoch."""
    parser = argparse.ArgumentParser()
    for name in ("data", "weights", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--lr", type=float, default=6e-5)
    parser.add_argument("--begin", type=Path, help="go on from this checkpoint, or from this ONNX file of the package")
    parser.add_argument("--half", action="store_true", help="reckon with 16 bits where that loses little")
    parser.add_argument("--most", type=int, default=10**6, help="rows to train on at most, beside the frames")
    parser.add_argument("--last", action="store_true", help="of those rows the last ones, which were written last")
    parser.add_argument("--seed", type=int, default=3, help="by which rows are drawn and put in order")
    parser.add_argument("--written", action="store_true", help="train on written sentences alone, on no labelled set")
    parser.add_argument("--freeze", type=int, default=4, help="lowest layers that are not trained, nor the embeddings")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        torch.distributed.init_process_group("gloo")
    torch.set_num_threads(max(1, 2 // world))
    torch.manual_seed(1)
    chance = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, strategy="only_second")

    def encoded(some: list[Row]) -> list:
        codes = tokenizer.encode_batch([(row.claim[:1200], row.premise) for row in some])
        return [(code.ids, code.type_ids) for code in codes]

    parts: dict[str, list[Row]] = {}
    for row in rows(args.data):
        parts.setdefault(row.part, []).append(row)
    train = parts["train"]
    if not args.written:
        train = train + parts["summedits0"] + chance.sample(parts["expertqa0"], EXPERTQA)
    train = train[-args.most :] if args.last else chance.sample(train, min(args.most, len(train)))
    train += parts["trainframe"]
    codes, checks = encoded(train), {name: encoded(parts[name]) for name in CHECKS}
    model = Reader(12)
    fill(model, bert(args.weights))
    if args.begin:
        go_on(model, args.begin)
    model.freeze(args.freeze)
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad and not name.startswith("span")]
    optimiser = optimiser_of(named, args.lr)
    steps = args.epochs * math.ceil(len(codes) / args.batch)
    schedule = warmed(optimiser, max(1, steps // 20), steps)
    began, step = time.time(), 0
    model.train()
    for epoch in range(args.epochs):
        for group in batches(codes, args.batch, chance):
            torch.manual_seed(1000 * step + rank + args.seed)
            mine = group[rank::world] or group[:1]
            want = torch.tensor([1 - SOFT if train[at].supported else SOFT for at in mine])
            with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
                found = model(*tensors_of(codes, mine))[0]
            loss = F.binary_cross_entropy_with_logits(found.float(), want)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                shared_gradient(named, world)
            nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if rank == 0 and step % 20 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        if rank == 0:
            torch.save({"layers": 12, "model": model.state_dict()}, args.out / f"epoch{epoch + 1}.pt")
            told = {name: figures(logits(model, checks[name]), [r.supported for r in parts[name]]) for name in CHECKS}
            print(json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - began), **told}), flush=True)
        if world > 1:
            torch.distributed.barrier()


if __name__ == "__main__":
    main()
