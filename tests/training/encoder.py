"""The encoder that both trained models share: a small BERT begun from the cross-encoder; what training needs."""

import random
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HEADS = 384, 12


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
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, length, WIDTH)
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


def bert(path: Path) -> dict[str, torch.Tensor]:
    """Read the int8 ONNX file of a bundled model back into float weights: (q - zero point) * scale."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def wide(name: str) -> np.ndarray:
        base = name.removesuffix("_quantized")
        return (raw[name].astype(np.float32) - raw[base + "_zero_point"].astype(np.float32)) * raw[base + "_scale"]

    found = {name: value for name, value in raw.items() if value.dtype == np.float32 and value.ndim}
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


NAMED = ".weight_Transposed_quantized"


def packaged(path: Path) -> dict[str, torch.Tensor]:
    """Read the weights of a model of the package back into floats, by their names."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def wide(name: str) -> np.ndarray:
        base = name.removesuffix("_quantized")
        return (raw[name].astype(np.float32) - raw[base + "_zero_point"].astype(np.float32)) * raw[base + "_scale"]

    found = {name: value for name, value in raw.items() if value.dtype == np.float32 and value.ndim}
    for name in raw:
        if name.startswith(("words", "places", "types")) and name.endswith("_quantized"):
            found[name.removesuffix("_quantized")] = wide(name)
    # Most matrices have lost their names, and stand in the order in which they are used: those of the layers, then that
    # which says what each token carries. That of the answer's span, which has two rows, is not read by the package.
    used = {node.input[1]: wide(node.input[1]).T for node in graph.node if node.op_type == "MatMulInteger"}
    heads = {name.removesuffix(NAMED): one for name, one in used.items() if name.endswith(NAMED)}
    matrices = [one for name, one in used.items() if not name.endswith(NAMED) and len(one) != 2]
    layers = len(matrices) // 4
    names = [f"layers.{at}.{part}" for at in range(layers) for part in ("qkv", "out", "up", "down")]
    names += ["carries"][: len(matrices) - len(names)]
    named = dict(zip(names, matrices, strict=True)) | heads
    found |= {f"{name}.weight": one for name, one in named.items()}
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in found.items()}


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


def warmed(optimiser: torch.optim.Optimizer, warm: int, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """The rate of each step: up to its height in the first `warm`, then down to nothing in the last of `steps`."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )


def auroc(labels: list[bool], scores: np.ndarray) -> float:
    """Return the area under the ROC curve, ties counted half."""
    y = np.array(labels)
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[y].sum() - y.sum() * (y.sum() + 1) / 2) / (y.sum() * (~y).sum()))
