"""Train the answerability model: a small BERT with a head for 'answers or not' and a head for the answer's span.

    python -m tests.training.train_answerability --data DATA/labelled --press DATA/press --weights MODEL --tokenizer
    TOKENIZER --out RUN

Needs torch, onnx, onnxscript, onnxruntime, tokenizers, safetensors and numpy in an environment of its own. Writes a
checkpoint after each epoch; `export.py` turns one into the int8 ONNX file of the package.
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

from tests.training.answerability_data import Pair, clapnq, drawn, headed, press, squad
from tests.training.encoder import Reader, auroc, batches, bert, fill, tensors_of

LENGTH = 256  # tokens of a pair


def encode(tokenizer: Tokenizer, pairs: list[Pair]) -> list[tuple[list[int], list[int], int, int]]:
    """Turn pairs into token ids, token types, and the tokens of the answer (0, 0 where there is none)."""
    rows = []
    for pair, code in zip(pairs, tokenizer.encode_batch([(p.question, p.passage) for p in pairs]), strict=True):
        first = last = 0
        if pair.answered and pair.start >= 0:
            inside = [
                at
                for at, (kind, (low, high)) in enumerate(zip(code.type_ids, code.offsets, strict=True))
                if kind == 1 and low < pair.end and high > pair.start and high > low
            ]
            first, last = (inside[0], inside[-1]) if inside else (-100, -100)
        elif pair.answered:
            first = last = -100
        rows.append((code.ids, code.type_ids, first, last))
    return rows


@torch.no_grad()
def predict(model: Reader, rows: list) -> np.ndarray:
    """Return [n, 2]: the answered logit, and how far the best span stands above 'no span'."""
    model.eval()
    out = np.zeros((len(rows), 2))
    for group in batches(rows, 32, None):
        ids, mask, types = tensors_of(rows, group)
        logit, start, end = model(ids, mask, types)
        inside = (types == 1) & (mask == 1)
        spans = start.masked_fill(~inside, -1e4).unsqueeze(2) + end.masked_fill(~inside, -1e4).unsqueeze(1)
        allowed = torch.ones_like(spans[0], dtype=torch.bool).triu().tril(29)
        best = spans.masked_fill(~allowed, -1e4).flatten(1).max(1).values
        out[group] = torch.stack([logit, best - start[:, 0] - end[:, 0]], 1).numpy()
    return out


def epoch_pairs(
    base: list[Pair], extra: list[Pair], news: list[Pair], rng: random.Random, args: argparse.Namespace
) -> list[Pair]:
    """Draw one epoch: a share of SQuAD's questions, the press questions several times over, and clapnq."""
    some = rng.sample(base, args.rows or len(base))
    out = drawn(some, rng, windows=args.windows, rob=args.rob, vague=args.vague, near=args.near, head=0.2, date=0.0)
    for _ in range(args.repeat):
        out += drawn(news, rng, windows=0.5, rob=0.3, vague=0.4, near=0.2, head=0.7, date=0.3)
        # Fewer than two in five of them are answered: a second window of those keeps the two in balance.
        stated = [pair for pair in news if pair.answered]
        out += drawn(stated, rng, windows=0.8, rob=0.0, vague=0.0, near=0.0, head=0.7, date=0.3)
    return out + extra


def main() -> None:
    """Train, and report after each epoch on the calibration and reporting parts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="the reranker's model.onnx, or a model.safetensors")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers that are not trained, nor the embeddings")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--lr", type=float, default=5e-5)
    parser.add_argument("--windows", type=float, default=0.5)
    parser.add_argument("--rob", type=float, default=0.15)
    parser.add_argument("--vague", type=float, default=0.15)
    parser.add_argument("--near", type=float, default=0.1)
    parser.add_argument("--rows", type=int, default=0, help="questions of SQuAD in each epoch")
    parser.add_argument(
        "--press", type=Path, help="folder of the press articles; without it only SQuAD and clapnq train"
    )
    parser.add_argument("--repeat", type=int, default=2, help="how often an epoch sees each press question")
    parser.add_argument("--check", type=int, default=0, help="rows of each check, for a quick run")
    parser.add_argument("--half", action="store_true", help="products of matrices in bfloat16")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cool", type=int, default=120, help="steps over which the rate falls to nothing")
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from (weights alone)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    # Two processes of one thread each (RANK 0 and 1, WORLD_SIZE 2) meet once a step instead of at every product of
    # matrices: on a machine shared with others that was twice as fast as one process of two threads.
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        torch.distributed.init_process_group("gloo")
    torch.set_num_threads(2 // world)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, strategy="only_second")

    model = Reader(args.layers)
    if args.weights.suffix == ".onnx":
        fill(model, bert(args.weights))
    else:
        from safetensors.torch import load_file

        fill(model, load_file(str(args.weights)))
    if args.resume:
        model.load_state_dict(torch.load(args.resume, weights_only=True)["model"])
    model.freeze(args.freeze)
    base, extra = squad(args.data, "train"), clapnq(args.data, "train")
    news = press(args.press, "train") if args.press else []
    checks = {}
    for name, pairs in {
        "squad calibrate": squad(args.data, "calibrate"),
        "squad report": squad(args.data, "report"),
        "clapnq calibrate": clapnq(args.data, "calibrate"),
        "clapnq report": clapnq(args.data, "report"),
        "press report": [headed(pair) for pair in press(args.press, "report")] if args.press else [],
    }.items():
        pairs = random.Random(1).sample(pairs, min(args.check or len(pairs), len(pairs)))
        checks[name] = (pairs, encode(tokenizer, pairs))

    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    heads = [p for name, p in trained if name.startswith(("span", "answered"))]
    plain = [p for name, p in trained if p.ndim == 1 and not name.startswith(("span", "answered"))]
    wide = [p for name, p in trained if p.ndim > 1 and not name.startswith(("span", "answered"))]
    optimiser = torch.optim.AdamW(
        [
            {"params": wide, "lr": args.lr, "weight_decay": 0.01},
            {"params": plain, "lr": args.lr, "weight_decay": 0.0},
            {"params": heads, "lr": 4 * args.lr, "weight_decay": 0.0},
        ]
    )
    steps = args.epochs * math.ceil(len(epoch_pairs(base, extra, news, random.Random(0), args)) / args.batch)
    warm, began, step, cooling = max(10, steps // 25), time.time(), 0, steps - args.cool

    # The rate stays up until the last steps, so that a run can be brought to its end (a file called 'cool' in its
    # folder) whenever the time is up, without having planned for it.
    def rate(at: int) -> float:
        return min((at + 1) / warm, max(0.0, min(1.0, 1 - (at - cooling) / args.cool)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(args.epochs):
        pairs = epoch_pairs(base, extra, news, rng, args)
        rows = encode(tokenizer, pairs)
        model.train()
        total = count = 0.0
        for group in batches(rows, args.batch, rng):
            torch.manual_seed(args.seed + 1000 * step + rank)
            if rank >= len(group):
                group = group * world
            group = group[rank::world]
            ids, mask, types = tensors_of(rows, group)
            # Half as long a step where the processor knows bfloat16 (0.70 s against 1.34 s for 16 pairs of 130 tokens).
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.half):
                logit, start, end = (part.float() for part in model(ids, mask, types))
            want = torch.tensor([float(pairs[at].answered) for at in group])
            blocked = (mask == 0) | ((types == 0) & (torch.arange(ids.shape[1]) > 0))
            first, last = (torch.tensor([rows[at][which] for at in group]) for which in (2, 3))
            loss = F.binary_cross_entropy_with_logits(logit, want)
            if (first >= 0).any():  # the answers of clapnq are sentences, no spans
                loss = loss + 0.5 * (
                    F.cross_entropy(start.masked_fill(blocked, -1e4), first)
                    + F.cross_entropy(end.masked_fill(blocked, -1e4), last)
                )
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                flat = (
                    torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for _, p in trained])
                    / world
                )
                torch.distributed.all_reduce(flat)
                for (_, p), part in zip(trained, flat.split([p.numel() for _, p in trained]), strict=True):
                    p.grad = part.view_as(p).clone()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 10 == 0:
                asked = torch.tensor([float((args.out / "cool").exists())])
                if world > 1:
                    torch.distributed.all_reduce(asked)
                if asked.item():
                    cooling = min(cooling, step)
            if step - cooling >= args.cool:
                break
            total, count = total + loss.item(), count + 1
            if step % 10 == 0 and rank == 0:
                print(f"step {step}/{steps} loss {total / count:.3f} {time.time() - began:.0f} s", flush=True)
                total = count = 0.0
            if step % 100 == 0 and rank == 0:
                torch.save({"layers": args.layers, "model": model.state_dict()}, args.out / "last.pt")
        if rank:
            torch.distributed.barrier()
            if step - cooling >= args.cool:
                break
            continue
        torch.save({"layers": args.layers, "model": model.state_dict()}, args.out / f"epoch{epoch + 1}.pt")
        line: dict = {"epoch": epoch + 1, "steps": step, "seconds": round(time.time() - began)}
        for name, (pairs, rows) in checks.items():
            if not pairs:
                continue
            got = predict(model, rows)
            labels = [pair.answered for pair in pairs]
            line[name] = [round(auroc(labels, got[:, 0]), 3), round(auroc(labels, got[:, 1]), 3)]
        print(json.dumps(line), flush=True)
        with (args.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        if world > 1:
            torch.distributed.barrier()
        if step - cooling >= args.cool:
            break


if __name__ == "__main__":
    main()
