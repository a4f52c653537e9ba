"""Turn a checkpoint into the package's files: int8 ONNX, a smaller tokenizer, a card with their SHA-256.

    python -m tests.training.export NAME --checkpoint RUN/epoch3.pt --tokenizer TOKENIZER.JSON --texts DATA/press \
        --out corpus/models/weights

`NAME` is `answerability` (pairs of 256 tokens) or `support` (288).

Word pieces that no text of the archive's kind needs are dropped (scripts other than Latin, unused places, and rare
words, which are then read as pieces), so that all layers fit into 30 MB.
"""

import argparse
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from tests.training.articles import rows_of
from tests.training.encoder import Reader

LENGTHS = {"answerability": 256, "support": 288}


def kept_pieces(tokenizer: Tokenizer, folder: Path, size: int) -> list[int]:
    """List the ids to keep: special pieces, single characters and Latin pieces, the press texts' own pieces first."""
    seen: Counter[int] = Counter()
    for file in sorted(folder.rglob("*.jsonl")):
        words = [" ".join(str(row.get(key) or "") for key in ("title", "text", "question")) for row in rows_of(file)]
        for code in tokenizer.encode_batch(words):
            seen.update(code.ids)
    names = {at: piece for piece, at in tokenizer.get_vocab().items()}

    def rank(at: int) -> tuple[int, int]:
        piece = names[at]
        plain = piece.removeprefix("##")
        latin = all(ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2100 for letter in plain)
        if piece.startswith("[unused") or not latin:
            return (3, at)
        if piece.startswith("[") or len(plain) == 1:
            return (0, at)
        return (1 if seen[at] >= 2 or piece.startswith("##") else 2, at)

    chosen = sorted(names, key=rank)[:size]
    return sorted(chosen)


def smaller_tokenizer(path: Path, kept: list[int]) -> str:
    """Return the tokenizer's JSON with the kept pieces alone, renumbered in their old order."""
    data = json.loads(path.read_text("utf-8"))
    new = {old: at for at, old in enumerate(kept)}
    vocab = data["model"]["vocab"]
    pieces = sorted((at, piece) for piece, at in vocab.items() if at in new)
    data["model"]["vocab"] = {piece: new[at] for at, piece in pieces}
    for token in data["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in data["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [new[at] for at in token["ids"]]
    for key in ("sep", "cls"):
        if key in data["post_processor"]:
            data["post_processor"][key][1] = new[data["post_processor"][key][1]]
    data["truncation"] = data["padding"] = None
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def export(model: Reader, path: Path, outputs: tuple[str, ...] = ("answered", "start", "end"), most: int = 512) -> None:
    """Write the float model as ONNX with free batch and length, of at most so many tokens."""
    model.eval()
    ones = torch.ones(2, 16, dtype=torch.long)
    # Three tensors of their own: the exporter takes one that is given twice for one input of the model.
    example = (ones, ones.clone(), torch.zeros_like(ones))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    batch, length = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("length", min=2, max=most)
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=names,
        output_names=list(outputs),
        dynamo=True,
        dynamic_shapes=[{0: batch, 1: length}] * 3,
        external_data=False,
    )


def without_notes(path: Path) -> None:
    """Take out what the exporter notes at each node: the source's lines and their place on the machine."""
    import onnx

    model = onnx.load(str(path))
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info):
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.save(model, str(path))


def quantised(wide: Path, path: Path) -> None:
    """Write a float ONNX file with int8 weights.

    Unsigned weights: on processors without VNNI signed ones saturate in the 16-bit sums of the int8 kernels. A scale
    for each channel costs 0.5 MB and keeps what one for each matrix loses: on the setting half of the prompts AUROC
    .818 to .805, with .831 in float.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(str(wide), str(path), weight_type=QuantType.QUInt8, per_channel=True)
    without_notes(path)


def card(name: str, folder: Path) -> tuple[str, str]:
    """Write a model's card, with the SHA-256 of its files; their names."""
    files = (f"{name}.onnx", f"{name}-tokenizer.json")
    told = {"sha256": {file: sha256((folder / file).read_bytes()).hexdigest() for file in files}}
    old = folder / f"{name}.json"
    if old.is_file():
        told = json.loads(old.read_text("utf-8")) | told
    old.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return files


def main() -> None:
    """Export, quantise, compare, and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=tuple(LENGTHS))
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=19500)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float-out", type=Path, help="keep the float ONNX here, to measure what int8 costs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(args.checkpoint, weights_only=True)["model"]
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    kept = kept_pieces(tokenizer, args.texts, min(args.vocabulary, tokenizer.get_vocab_size()))
    saved["words.weight"] = saved["words.weight"][torch.tensor(kept)]
    saved["places.weight"] = saved["places.weight"][: LENGTHS[args.name]]
    model = Reader(1 + max(int(name.split(".")[1]) for name in saved if name.startswith("layers.")))
    width = saved["words.weight"].shape[1]
    model.words, model.places = (torch.nn.Embedding(len(saved[f"{one}.weight"]), width) for one in ("words", "places"))
    model.load_state_dict(saved)
    (args.out / f"{args.name}-tokenizer.json").write_text(smaller_tokenizer(args.tokenizer, kept), "utf-8")
    wide = args.float_out or args.out / "float.onnx"
    export(model, wide)
    quantised(wide, args.out / f"{args.name}.onnx")
    if not args.float_out:
        wide.unlink()
    files = card(args.name, args.out)
    print({file: round((args.out / file).stat().st_size / 1e6, 2) for file in files}, np.__version__)


if __name__ == "__main__":
    main()
