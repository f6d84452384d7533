"""A model file of random weights, small enough to be made in a test: what it answers is noise, its serving is real.

A Llama of two layers, whose tokens are single characters, a few words and bytes. Random weights would stay inside a
string for ever, so that the tokens which close something are made likelier.
"""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, INNER = 64, 2, 4, 128
WORDS = tuple(
    f"\u2581{w}" for w in ("", "At", "Keslow", "Monday", "civilians", "drone", "killed", "near", "said", "the")
)
CHARACTERS = tuple(chr(c) for c in range(33, 127))
LIKELIER = {'"': 6.0, "}": 5.0, "]": 4.0, "{": 4.5, ",": 4.5, "n": 4.5, "</s>": 4.0}
BYTES = tuple(f"<0x{b:02X}>" for b in range(256))
TEMPLATE = """{%- for m in messages %}<|{{ m.role }}|>
{{ m.content }}
{% endfor %}{%- if add_generation_prompt %}<|assistant|>
{% endif %}"""


def write_tiny_gguf(path: Path, *, context: int = 8192, seed: int = 7) -> Path:
    """Write the model to `path`, about half a megabyte; `context` are the tokens that it claims to be made for."""
    special = ("<unk>", "<s>", "</s>")
    tokens = (*special, *BYTES, *WORDS, *CHARACTERS)
    kind = gguf.TokenType
    kinds = [kind.UNKNOWN, kind.CONTROL, kind.CONTROL, *[kind.BYTE] * len(BYTES)]
    kinds += [kind.NORMAL] * (len(tokens) - len(kinds))

    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores([-0.01 * i for i in range(len(tokens))])
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(TEMPLATE)
    for name, tensor in _tensors(tokens, np.random.default_rng(seed)).items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _tensors(tokens: tuple[str, ...], rng: np.random.Generator) -> dict[str, np.ndarray]:
    def noise(*shape: int, size: float = 0.02) -> np.ndarray:
        return (rng.standard_normal(shape) * size).astype(np.float32)

    # The first feature is the same for every token, so that the output makes a constant of it for each: a bias.
    inside, outside = noise(len(tokens), WIDTH), noise(len(tokens), WIDTH, size=0.3)
    inside[:, 0] = 1.0
    outside[:, 0] = [_bias(token) / 8 for token in tokens]
    tensors = {"token_embd.weight": inside, "output_norm.weight": np.ones(WIDTH, np.float32), "output.weight": outside}
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        for norm in ("attn_norm", "ffn_norm"):
            tensors[f"{block}.{norm}.weight"] = np.ones(WIDTH, np.float32)
        for square in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"{block}.{square}.weight"] = noise(WIDTH, WIDTH)
        for wide in ("ffn_gate", "ffn_up"):
            tensors[f"{block}.{wide}.weight"] = noise(INNER, WIDTH)
        tensors[f"{block}.ffn_down.weight"] = noise(WIDTH, INNER)
    return tensors


def _bias(token: str) -> float:
    if token in LIKELIER:
        return LIKELIER[token]
    if token.startswith("\u2581"):
        return 3.0
    return -4.0 if token in BYTES else 0.0
