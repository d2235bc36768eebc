"""What an import is asked to do, and what it says it did."""

import json
from collections.abc import Callable
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from models.exchange.mapping import Mapping

Kind = Literal["clients", "visits", "journal", "settings", "shop", "merges", "files"]
"""The last three are `livre.json`, `fusions.json` and `fiches.jsonl` of an export."""
OnDuplicate = Literal["skip", "update", "new"]
Progress = Callable[[int, int], None]
"""Called with (done, total), in bytes of the file; raising from it cancels the import."""

MAX_REMARKS = 1_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    `dry_run` does everything, then keeps nothing. `on_duplicate` says what a row about a client
    already known does. `new_clients` opens the file of a client a journal names and the book does
    not know. `mapping` corrects what was recognised; `region` reads phones written without prefix.
    `decisions` say the same as `on_duplicate` for one line of the file, and win over it.
    """

    dry_run: bool = False
    on_duplicate: OnDuplicate = "skip"
    new_clients: bool = False
    mapping: Mapping | None = None
    region: str = "FR"
    decisions: MappingABC[int, OnDuplicate] = field(default_factory=dict)

    def decided(self, line: int) -> OnDuplicate:
        """What the row on that line does when it is about a client already known."""
        return self.decisions.get(line, self.on_duplicate)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of the file that was left out, and why, as a sentence."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something kept that deserves a look; `line` None when it is about the whole file."""

    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: read = created + updated + skipped + refused rows.

    `run_id` is the import the book remembers, None when it kept nothing.

    Lines are those of the file, its header included, as a text editor numbers them; a row of
    several lines has the number of its first.
    """

    file: str
    kind: Kind
    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: tuple[RefusedLine, ...] = ()
    remarks: tuple[Remark, ...] = ()
    dry_run: bool = False
    run_id: int | None = None


@dataclass(slots=True)
class Tally:
    """The report being made."""

    read: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: list[RefusedLine] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Count a line as left out."""
        self.refused.append(RefusedLine(line, reason))

    def remark(self, line: int | None, text: str) -> None:
        """Keep something to say, up to a thousand of them."""
        if len(self.remarks) < MAX_REMARKS:
            self.remarks.append(Remark(line, text))

    def report(
        self, path: Path, kind: Kind, *, dry_run: bool, run_id: int | None = None
    ) -> ImportReport:
        """The finished report, refused lines in the order of the file."""
        refused = tuple(sorted(self.refused, key=lambda refused: refused.line))
        return ImportReport(
            file=path.name,
            kind=kind,
            read=self.read,
            created=self.created,
            updated=self.updated,
            skipped=self.skipped,
            refused=refused,
            remarks=tuple(self.remarks),
            dry_run=dry_run,
            run_id=run_id,
        )


def to_json_line(report: ImportReport) -> str:
    """The report as the command line prints it with `--json`: one object on one line.

    `file` (its name), `kind` (one of `Kind`), the numbers of rows
    `read`, `created`, `updated` and `skipped`, and `refused`: a list of {"line", "reason"}.
    """
    return json.dumps(
        {
            "file": report.file,
            "kind": report.kind,
            "read": report.read,
            "created": report.created,
            "updated": report.updated,
            "skipped": report.skipped,
            "refused": [{"line": row.line, "reason": row.reason} for row in report.refused],
        },
        ensure_ascii=False,
    )
