"""Putting a finished file in its place: the whole new one, or what was there untouched."""

import errno
import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import FileIO
from mmap import mmap
from pathlib import Path

_BLOCK = 4 << 20


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
    taken meanwhile. Raises OSError."""
    with ThreadPoolExecutor(1) as beside:
        summed = beside.submit(checksum, file)
        _sync(file, os.O_RDWR)
        return summed.result()


def read_back(file: Path, tell: Callable[[float], object] = lambda part: None) -> tuple[int, int]:
    """The `checksum` of what the disk itself gives back of a file that was synced."""
    if direct := getattr(os, "O_DIRECT", 0):
        try:
            with FileIO(file, opener=lambda path, flags: os.open(path, flags | direct)) as stream:
                return _summed(stream, tell)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some disks are only read through memory
                raise
    sync_to_disk(file)
    return checksum(file, tell)


def checksum(file: Path, tell: Callable[[float], object] = lambda part: None) -> tuple[int, int]:
    """The length of a file and a sum of its bytes: chance never leaves both the same.

    `tell` hears the part read so far, 0 to 1; raising from it stops. Raises OSError.
    """
    with FileIO(file) as stream:
        return _summed(stream, tell)


def _summed(stream: FileIO, tell: Callable[[float], object]) -> tuple[int, int]:
    total, length = 0, 0
    size = os.fstat(stream.fileno()).st_size
    with mmap(-1, _BLOCK) as memory, memoryview(memory) as block:  # aligned, as a disk wants it
        while count := stream.readinto(block):
            total, length = zlib.crc32(block[:count], total), length + count
            tell(min(1.0, length / size))
    return length, total
