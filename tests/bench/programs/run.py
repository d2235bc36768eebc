"""Starting a bench program in a process of its own, and hearing what it measured."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

from tests.bench.books import ROOT


def measured(program: str, *arguments: object) -> Any:
    """The JSON that a program of this folder printed; fails when it failed."""
    _compile()
    line = [sys.executable, "-m", f"tests.bench.programs.{program}", *map(str, arguments)]
    done = subprocess.run(line, cwd=ROOT, env=_environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@cache
def _compile() -> None:
    """As set-up leaves it: nobody compiles the program at each start."""
    for line in (["packaging/compile_project.py"], ["-m", "compileall", "-q", "tests/bench"]):
        subprocess.run([sys.executable, *line], cwd=ROOT, check=True)


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
