"""Putting a finished file in its place: the whole new one, or what was there untouched."""

import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_BLOCK = 1 << 20


def put_in_place(temporary: Path, target: Path) -> None:
    """Replace `target` by `temporary`, a closed file of the same folder, at once and for good.

    Both the content and the name survive a power cut. Raises OSError; `target` is then unchanged.
    """
    sync_to_disk(temporary)
    os.replace(temporary, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows has no such call."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, opened: int) -> None:
    handle = os.open(path, opened)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_to_disk(file: Path) -> None:
    """Make the content of a closed file survive a power cut; what is read of it next comes from
    the disk itself, where the system lets that be asked. Raises OSError."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def sync_and_sum(file: Path) -> tuple[int, int]:
    """Make the content of a closed file survive a power cut; the `checksum` of what was written,
    taken meanwhile. What is read of the file next comes from the disk. Raises OSError."""
    with ThreadPoolExecutor(1) as beside:
        summed = beside.submit(checksum, file)
        _sync(file, os.O_RDWR)
        total = summed.result()
    sync_to_disk(file)  # written already: only what the system remembers of it goes
    return total


def checksum(file: Path, tell: Callable[[float], object] = lambda part: None) -> tuple[int, int]:
    """The length of a file and a sum of its bytes: chance never leaves both the same.

    `tell` hears the part read so far, 0 to 1; raising from it stops. Raises OSError.
    """
    total, length = 0, 0
    block = memoryview(bytearray(_BLOCK))
    with file.open("rb", buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        while count := stream.readinto(block):
            total, length = zlib.crc32(block[:count], total), length + count
            tell(min(1.0, length / size))
    return length, total
