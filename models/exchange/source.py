"""A table of rows, whatever kind of file it comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from models.exchange.mapping import Mapping
from models.exchange.report import Progress

Row = tuple[int, list[str]]
"""A row's place in its file, as a person would find it again, and its cells."""


class Source(Protocol):
    """An opened file: its header, and its rows each time they are asked for."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def form(self) -> str:
        """How it is written, for people: « UTF-8, point-virgule », « XLSX, Feuille 1 »…"""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""

    @property
    def mapping(self) -> Mapping | None:
        """What the columns are when the format itself says so (vCard); None to recognise them."""

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows that are not blank; raises Refused when the file cannot be read to its end."""

    def fault(self, cells: list[str]) -> str | None:
        """Why a row cannot be read as a row of this table, if it cannot."""

    def remarks(self) -> tuple[str, ...]:
        """What deserves a look about the file itself, known once it has been read."""
