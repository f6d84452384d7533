"""A report written back as an engine would have answered it: a label to be corrected."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from summarize.schemas import Name, Report, Verbatim
from summarize.schemas.base import COMPUTED

__all__ = ["draft", "written"]

_CITED: Final = ("actors", "ultimatums", "deals", "casualties", "displacements")


def draft(report: Report, article: str) -> dict[str, Any]:
    """The label file's content for the article of that file name, quotes as words."""
    published = report.document.published
    records = written(report)
    # Positions may have moved where records were rejected.
    positions = {r.id: f"{kind}[{i}]" for kind in _CITED for i, r in enumerate(getattr(report, kind))}
    for point in records["key_points"]:
        point["cites"] = [positions[c] for c in point["cites"]]
    return {"article": article, "published": published.isoformat() if published else None, **records}


def written(value: object) -> Any:
    """A validated value in the words of an engine: the inverse of validation, computed fields left out."""
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Verbatim):
        return value.text
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return {name: written(getattr(value, name)) for name, field in fields if COMPUTED not in field.metadata}
    return [written(v) for v in value] if isinstance(value, tuple) else value
