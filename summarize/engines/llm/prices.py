"""What a call costs, by the published prices of `genai-prices`."""

from __future__ import annotations

from summarize.engines.llm.completions import Tokens

__all__ = ["price"]


def price(tokens: Tokens, provider: str, model: str) -> float | None:
    """US dollars; null when the tokens or the model's price are unknown."""
    from genai_prices import Usage, calc_price

    if tokens.input is None or tokens.output is None:
        return None
    usage = Usage(
        input_tokens=tokens.input,
        output_tokens=tokens.output,
        cache_read_tokens=tokens.cached,
        cache_write_tokens=tokens.kept,
    )
    try:
        return float(calc_price(usage, model, provider_id=provider).total_price)
    except (LookupError, ValueError):
        return None
