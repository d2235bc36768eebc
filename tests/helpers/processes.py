"""Other programs at work on a book: started, listened to, killed, kept from the disk."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1

PRELUDE = """
import os, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, {root!r})
from models.actor import Actor
from models.database import open_book
from models.errors import BookError
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.team import first_member
TODAY = date(2026, 11, 22)
def say(*words):
    print(*words, flush=True)
"""


def command(code: str, *arguments: object) -> list[str]:
    """The line that runs `code`, which finds `arguments` in `sys.argv[1:]`."""
    program = PRELUDE.format(root=str(ROOT)) + code
    return [sys.executable, "-c", program, *map(str, arguments)]


def run(
    code: str, *arguments: object, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `code` to its end; fails when it leaves a traceback."""
    done = subprocess.run(
        command(code, *arguments),
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=before,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@contextmanager
def started(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """`code` running; killed at the end of the block if it still runs."""
    with subprocess.Popen(
        command(code, *arguments), stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def hear(process: subprocess.Popen[str]) -> str:
    """The next line it says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def like_anyone() -> None:
    """Give up root's right to write in protected files, from the next program on."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")


def files_up_to(size: int) -> Callable[[], None]:
    """A disk on which no file grows beyond `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
