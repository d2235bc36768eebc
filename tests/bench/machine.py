"""What the figures were measured on: facts about the machine, none that names it."""

import os
import platform
import re
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import PySide6.QtCore
import sqlcipher3


def facts(folder: Path) -> Iterator[tuple[str, str]]:
    """(what, how much) of this machine; `folder` lies where the books of the run lie."""
    yield "processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "memory", _memory()
    yield "system", f"{platform.system()} {platform.release()} ({_distribution()})"
    yield "Python", platform.python_version()
    yield "Qt", PySide6.QtCore.qVersion()
    yield "SQLite", sqlcipher3.dbapi2.sqlite_version
    yield "file system", f"{_file_system(folder)}, append + fdatasync {_sync_cost(folder):.2f} ms"
    yield "load", " ".join(f"{load:.1f}" for load in os.getloadavg())


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", _read("/proc/cpuinfo"))
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.1f} GB"


def _distribution() -> str:
    found = re.search(r'PRETTY_NAME="(.*)"', _read("/etc/os-release"))
    return found[1] if found else platform.platform()


def _file_system(folder: Path) -> str:
    """The kind of the mount `folder` lies on."""
    place = str(folder.resolve())
    mounts = [line.split()[1:3] for line in _read("/proc/mounts").splitlines()]
    fitting = [mount for mount in mounts if (place + "/").startswith(mount[0].rstrip("/") + "/")]
    return max(fitting, key=lambda mount: len(mount[0]))[1] if fitting else "unknown"


def _sync_cost(folder: Path) -> float:
    """The median of an append of 200 bytes made safe, in milliseconds."""
    times = []
    file = folder / "sync"
    with file.open("ab", buffering=0) as stream:
        for _turn in range(200):
            start = time.perf_counter()
            stream.write(b"." * 200)
            os.fdatasync(stream.fileno())
            times.append(1000 * (time.perf_counter() - start))
    file.unlink()
    return median(times)


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text(encoding="utf-8") if file.exists() else ""
