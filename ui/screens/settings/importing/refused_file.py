"""The rows an import refused, in a file of their own: with the reason, to be corrected."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

from models.actor import Actor
from models.exchange import Column, Use, remember_mapping
from models.exchange.cells import protect
from models.exchange.importing import open_any
from models.i18n import _
from reports.files import write_atomically
from ui.screens.settings.importing.work import FileWork
from ui.tasks import Progress


def write_refused(actor: Actor, work: FileWork, target: Path, progress: Progress) -> Path:
    """Write the rows of a file that were refused, as CSV with the reason in a last column.

    Once corrected, that file imports as the first did: corrected columns are remembered for its
    header too. Raises Refused when the file cannot be read any more, CannotWrite for the target.
    """
    reasons = {row.line: row.reason for row in work.report.refused} if work.report else {}
    table, text = open_any(work.path), StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    header = [*table.header, _("Raison du refus")]
    writer.writerow(map(protect, header))
    told = lambda done, total: progress.report(done / max(total, 1), target.name)  # noqa: E731
    for line, cells in table.rows(told):
        if line in reasons:
            full = [*cells, *[""] * (len(table.header) - len(cells))]
            writer.writerow(map(protect, [*full, reasons[line]]))
    write_atomically(target, text.getvalue().encode("utf-8-sig", "replace"))
    if work.columns is not None:
        columns = (*work.columns.columns, Column(header[-1], Use.NOTHING))
        remember_mapping(actor, header, replace(work.columns, columns=columns))
    return target
