"""Fit the reader's heads for relevance and sentences on a frozen trunk, and write its files.

    python -m tests.training.fit_reader --pairs PAIRS.jsonl --model RUN/answerability.onnx \
        --tokenizer TOKENIZER.JSON --out OUT

A row of PAIRS: `question`, `head`, `text`, `teacher` (the cross-encoder's logit), `spans` (characters of `text` that
answer; none: nothing does). Relevance is distilled by ridge regression from the first token's state after layers 8 and
12; a sentence's logit is a logistic regression on the mean state of its tokens, so that one number a token is enough
in the file. Needs onnx beside what the package needs.
"""

import argparse
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from corpus.text.sentences import sentence_spans

DEEP, MIDDLE = "layer_norm_24", "layer_norm_16"  # the states after layers 12 and 8, as the exporter names them
RIDGE, PENALTY = 20.0, 30.0


def states(model: onnx.ModelProto, tokenizer: Tokenizer, rows: list[dict[str, Any]]) -> list[list[np.ndarray]]:
    """Run the trunk: for each row the states of its tokens after layers 12 and 8, and the offsets (first text: -1)."""
    import onnxruntime

    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    for name in (DEEP, MIDDLE):
        seen.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(seen.SerializeToString(), providers=["CPUExecutionProvider"])
    found = []
    for code in tokenizer.encode_batch([(row["question"][:400], row["head"] + row["text"]) for row in rows]):
        inputs = {
            "input_ids": np.array([code.ids]),
            "attention_mask": np.ones((1, len(code.ids)), dtype=np.int64),
            "token_type_ids": np.array([code.type_ids]),
        }
        deep, middle = session.run([DEEP, MIDDLE], inputs)
        places = np.where(np.array(code.type_ids)[:, None] == 1, np.array(code.offsets), -1)
        found.append([deep[0], middle[0], places])
    return found


def ridge(x: np.ndarray, y: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Weights and bias of a ridge regression."""
    centre = x.mean(0)
    weights = np.linalg.solve(
        (x - centre).T @ (x - centre) + penalty * np.eye(x.shape[1]), (x - centre).T @ (y - y.mean())
    )
    return weights, float(y.mean() - centre @ weights)


def logistic(x: np.ndarray, y: np.ndarray, share: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Weights and bias of a penalised logistic regression over weighted rows, by six steps of Newton's."""
    wide = np.hstack([x, np.ones((len(x), 1))])
    beta, cost = np.zeros(wide.shape[1]), np.eye(wide.shape[1]) * penalty
    cost[-1, -1] = 1e-6
    for _ in range(6):
        p = 1 / (1 + np.exp(-(wide @ beta)))
        curve = (wide * (share * p * (1 - p) + 1e-9)[:, None]).T @ wide + cost
        beta -= np.linalg.solve(curve, wide.T @ (share * (p - y)) + cost @ beta)
    return beta[:-1], float(beta[-1])


def sentences(rows: list[dict[str, Any]], seen: list[list[np.ndarray]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean states of the rows' sentences, whether each answers, and its weight: those that do not share one a row."""
    x, y, share = [], [], []
    for row, (deep, _, places) in zip(rows, seen, strict=True):
        spans, shift = sentence_spans(row["text"]), len(row["head"])
        for span in spans:
            inside = (places[:, 0] >= span.start + shift) & (places[:, 1] <= span.end + shift)
            if inside.any():
                answers = any(start < span.end and span.start < end for start, end in row["spans"])
                x.append(deep[inside].mean(0))
                y.append(answers)
                share.append(1.0 if answers else 1 / len(spans))
    return np.array(x, dtype=np.float64), np.array(y, dtype=np.float64), np.array(share)


def add_heads(model: onnx.ModelProto, relevance: tuple[np.ndarray, float], carries: tuple[np.ndarray, float]) -> None:
    """Give the model the outputs `relevance` [b], `answered` [b] and `carries` [b, length], without the span head."""
    graph = model.graph
    first = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == DEEP)

    def constant(name: str, value: np.ndarray) -> str:
        graph.initializer.append(numpy_helper.from_array(value, name))
        return name

    constant("last_axis", np.array([-1], dtype=np.int64))
    graph.node.append(helper.make_node("Gather", [MIDDLE, first.input[1]], ["middle_first"], axis=1))
    graph.node.append(helper.make_node("Concat", [first.output[0], "middle_first"], ["relevance_parts"], axis=1))
    for name, source, (weights, bias) in (
        ("relevance", "relevance_parts", relevance),
        ("carries", DEEP, carries),
    ):
        column = constant(f"{name}.weight", weights.astype(np.float32)[:, None])
        graph.node.append(helper.make_node("MatMul", [source, column], [f"{name}_product"]))
        added = [f"{name}_product", constant(f"{name}.bias", np.array([bias], dtype=np.float32))]
        graph.node.append(helper.make_node("Add", added, [f"{name}_sum"]))
        graph.node.append(helper.make_node("Squeeze", [f"{name}_sum", "last_axis"], [name]))
    del graph.output[:], graph.value_info[:]
    for name, shape in (("relevance", ["b"]), ("answered", ["b"]), ("carries", ["b", "l"])):
        graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    _pruned(graph)


def _pruned(graph: onnx.GraphProto) -> None:
    wanted = {one.name for one in graph.output}
    kept = []
    for node in reversed(graph.node):  # the nodes stand in the order in which they run
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    weights = [one for one in graph.initializer if one.name in wanted]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(weights)


def main() -> None:
    """Fit both heads, and write the ONNX file, the tokenizer and the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("pairs", "model", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.pairs.read_text("utf-8").splitlines()]
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256, strategy="only_second")
    model = onnx.load(str(args.model))
    seen = states(model, tokenizer, rows)
    first = np.array([np.concatenate([deep[0], middle[0]]) for deep, middle, _ in seen], dtype=np.float64)
    relevance = ridge(first, np.array([row["teacher"] / 2 for row in rows]), RIDGE)
    add_heads(model, relevance, logistic(*sentences(rows, seen), PENALTY))
    onnx.checker.check_model(model)
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(args.out / "reader.onnx"))
    (args.out / "reader-tokenizer.json").write_bytes(args.tokenizer.read_bytes())
    files = ("reader.onnx", "reader-tokenizer.json")
    digests = {file: sha256((args.out / file).read_bytes()).hexdigest() for file in files}
    (args.out / "reader.json").write_text(json.dumps({"sha256": digests}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
