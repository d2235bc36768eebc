"""Importing in tests: `load` imports a file, `told` makes one from its text first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.actor import Actor
from models.exchange import ImportOptions, ImportReport, import_file

DATA = Path(__file__).parents[2] / "data"
IMPORTS = DATA / "imports"

Load = Callable[..., ImportReport]


def plain(text: str) -> str:
    """The text with ordinary spaces, for expectations to be readable."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def load(actor: Actor) -> Load:
    """Import a file of tests/data/imports, or one anywhere: `load("tabs.csv", dry_run=True)`."""

    def run(file: str | Path, **options: Any) -> ImportReport:
        return import_file(actor, IMPORTS / file, ImportOptions(**options))

    return run


@pytest.fixture
def told(actor: Actor, tmp_path: Path) -> Load:
    """Import a text: `told("Nom;Prénom\\nDurand;Zoé\\n")`."""

    def run(text: str, *, encoding: str = "utf-8", **options: Any) -> ImportReport:
        path = tmp_path / "fichier.csv"
        path.write_bytes(text.encode(encoding))
        return import_file(actor, path, ImportOptions(**options))

    return run
