"""Train the answerability model: a small BERT with a head for 'answers or not' and a head for the answer's span.

    python tests/benchmarks/train_answerability.py --data DATA/labelled --press DATA/press --weights MODEL --tokenizer TOKENIZER --out RUN

Needs torch, onnx, onnxscript, onnxruntime, tokenizers, safetensors and numpy in an environment of its own. Writes a
checkpoint after each epoch; `export_answerability.py` turns one into the int8 ONNX file of the package.
"""

import argparse
import json
import math
import os
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent))
from answerability_data import Pair, clapnq, drawn, headed, press, squad

WIDTH, HEADS, LENGTH = 384, 12, 256


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down, self.norm2 = (
            nn.Linear(WIDTH, 4 * WIDTH),
            nn.Linear(4 * WIDTH, WIDTH),
            nn.LayerNorm(WIDTH, eps=1e-12),
        )
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """Reads a question and a passage together: (answered logit [b], start and end logits [b, length])."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words, self.places, self.types = (
            nn.Embedding(30522, WIDTH),
            nn.Embedding(512, WIDTH),
            nn.Embedding(2, WIDTH),
        )
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.pool, self.answered, self.span = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(0.1)
        self.frozen = 0

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest layers as they are: a third of the work of training is saved at half."""
        self.frozen = layers
        for part in (self.words, self.places, self.types, self.norm, *self.layers[:layers]) if layers else ():
            part.requires_grad_(False)

    def train(self, mode: bool = True) -> "Reader":
        super().train(mode)
        for layer in self.layers[: self.frozen]:
            layer.eval()
        return self

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.types(types))
        if not self.frozen:
            x = self.drop(x)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        pooled = torch.tanh(self.pool(x[:, 0]))
        start, end = self.span(x).unbind(-1)
        return self.answered(self.drop(pooled)).squeeze(-1), start, end


def fill(model: Reader, tensors: dict[str, torch.Tensor]) -> None:
    """Copy BERT's weights (Hugging Face's names, without 'bert.') into the model; missing heads stay new."""

    def put(module: nn.Module, name: str) -> None:
        module.weight.data.copy_(tensors[f"{name}.weight"])
        if getattr(module, "bias", None) is not None:
            module.bias.data.copy_(tensors[f"{name}.bias"])

    with torch.no_grad():
        for module, name in ((model.words, "word"), (model.places, "position"), (model.types, "token_type")):
            put(module, f"embeddings.{name}_embeddings")
        put(model.norm, "embeddings.LayerNorm")
        for at, layer in enumerate(model.layers):
            base = f"encoder.layer.{at}"
            for kind in ("weight", "bias"):
                parts = [tensors[f"{base}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
            put(layer.out, f"{base}.attention.output.dense")
            put(layer.norm1, f"{base}.attention.output.LayerNorm")
            put(layer.up, f"{base}.intermediate.dense")
            put(layer.down, f"{base}.output.dense")
            put(layer.norm2, f"{base}.output.LayerNorm")
        nn.init.normal_(model.span.weight, std=0.02)
        nn.init.normal_(model.answered.weight, std=0.02)
        if "pooler.dense.weight" in tensors:
            put(model.pool, "pooler.dense")
        if "classifier.weight" in tensors:
            put(model.answered, "classifier")


def cross_encoder(path: Path) -> dict[str, torch.Tensor]:
    """Read the int8 ONNX file of ms-marco-MiniLM-L-12-v2 back into float weights: (q - zero point) * scale."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def wide(name: str) -> np.ndarray:
        base = name.removesuffix("_quantized")
        return (raw[name].astype(np.float32) - raw[base + "_zero_point"].astype(np.float32)) * raw[base + "_scale"]

    found = {name: value for name, value in raw.items() if name.startswith(("bert.", "classifier")) and value.ndim}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.name.strip("/").replace("/", ".").replace(".MatMul_quant", "").replace(".Gemm_MatMul_quant", "")
            found[f"{name}.weight"] = wide(node.input[1]).T
    for name in raw:
        if "embeddings" in name and name.endswith("_quantized"):
            found[name.removesuffix("_quantized")] = wide(name)
    return {
        name.removeprefix("bert."): torch.tensor(np.ascontiguousarray(value, dtype=np.float32))
        for name, value in found.items()
        if not name.endswith(("_quantized", "_scale", "_zero_point"))
    }


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


def batches(rows: list, size: int, rng: random.Random | None) -> list[list[int]]:
    """Group rows of like length; the groups come in random order when training."""
    order = list(range(len(rows)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda at: len(rows[at][0]) // (8 if rng else 1))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if rng:
        rng.shuffle(groups)
    return groups


def tensors_of(rows: list, group: list[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad a group of rows to (ids, mask, types), each [b, longest]."""
    longest = max(len(rows[at][0]) for at in group)
    ids, mask, types = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(3))
    for row, at in enumerate(group):
        n = len(rows[at][0])
        ids[row, :n], mask[row, :n], types[row, :n] = torch.tensor(rows[at][0]), 1, torch.tensor(rows[at][1])
    return ids, mask, types


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


def auroc(labels: list[bool], scores: np.ndarray) -> float:
    """Return the area under the ROC curve, ties counted half."""
    y = np.array(labels)
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[y].sum() - y.sum() * (y.sum() + 1) / 2) / (y.sum() * (~y).sum()))


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
        fill(model, cross_encoder(args.weights))
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
