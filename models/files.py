"""Putting a finished file in its place: the whole new one, or what was there untouched."""

import os
from pathlib import Path


def put_in_place(temporary: Path, target: Path) -> None:
    """Replace `target` by `temporary`, a closed file of the same folder, at once and for good.

    Both the content and the name survive a power cut. Raises OSError; `target` is then unchanged.
    """
    handle = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(temporary, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
