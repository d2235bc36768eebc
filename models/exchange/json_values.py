"""The JSON files of an export, and what their values are held to."""

import json
from pathlib import Path
from typing import Any

from models.rules.folding import clean_text


def told_in(path: Path, form: str, most_bytes: int) -> dict[str, Any] | None:
    """What a file of this `format` says; None when it is something else, or larger."""
    try:
        if path.stat().st_size > most_bytes:
            return None
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("format") == form else None


def a_text(value: Any, limit: int) -> str:
    """A text fit for the book, cut to its limit; TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(value)
    return clean_text(value, limit)


def a_truth(value: Any) -> bool:
    """True or False; TypeError for anything else."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def a_whole(value: Any) -> int:
    """A whole number; TypeError for anything else, a truth included."""
    if type(value) is not int:
        raise TypeError(value)
    return value
