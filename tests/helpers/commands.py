"""Running the command line from a test: in this process, or as a script would."""

import io
import json
import os
import resource
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from main import main
from models.clock import believe_today

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "models" / "schemas"
_NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered; its no-break spaces are made plain, for tests to be readable."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


def command(*arguments: object) -> Answer:
    """Run one command in this process, on streams that begin with another encoding."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "ascii", newline="\r\n") for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([str(argument) for argument in arguments])
    finally:
        believe_today(None)
    return Answer(status, _text(out), _text(err))


def spawn(
    *arguments: object,
    output: int = subprocess.PIPE,
    largest_file: int | None = None,
    **environment: str,
) -> Answer:
    """Run one command as a script does, from anywhere, `environment` added to this process's own.

    `output` is a file to answer into. No file may grow beyond `largest_file` bytes: for a
    program, that is a full disk.
    """

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        env=os.environ | environment,
        cwd="/",
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
        preexec_fn=limit,
    )
    return Answer(done.returncode, _plain(done.stdout or b""), _plain(done.stderr))


def done(*arguments: object) -> Answer:
    """As `command`, for one that must succeed and complain of nothing."""
    answer = command(*arguments)
    assert (answer.status, answer.err) == (0, "")
    return answer


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return _plain(stream.buffer.getvalue())


def _plain(content: bytes) -> str:
    return content.decode().replace("\N{NO-BREAK SPACE}", " ").replace(_NARROW, " ")
