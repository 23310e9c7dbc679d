"""Fits the relation model from a corpus. Needs the extra ``train`` (torch, transformers, onnx)."""
