"""Reading and writing the formats of others: client files, the journal CSV, its settings."""

from models.exchange.book_files import unfolded
from models.exchange.importing import import_file
from models.exchange.journal_export import write_journal
from models.exchange.layouts import forget_mapping, remember_mapping
from models.exchange.limits import limits_text
from models.exchange.mapping import Column, Mapping, Use
from models.exchange.preview import Preview, PreviewRow, preview
from models.exchange.report import (
    ImportOptions,
    ImportReport,
    RefusedLine,
    Remark,
    to_json_line,
)
from models.exchange.runs import RunRow, list_runs
from models.exchange.settings_file import settings_json
from models.exchange.side_by_side import DuplicateRow, FieldPair, duplicates
from models.exchange.undo import KeptClient, UndoReport, kept_by, undo_import
from models.exchange.use_labels import UseChoice, use_choices, use_label, with_use

__all__ = [
    "Column",
    "DuplicateRow",
    "FieldPair",
    "ImportOptions",
    "ImportReport",
    "KeptClient",
    "Mapping",
    "Preview",
    "PreviewRow",
    "RefusedLine",
    "Remark",
    "RunRow",
    "UndoReport",
    "Use",
    "UseChoice",
    "duplicates",
    "forget_mapping",
    "import_file",
    "kept_by",
    "limits_text",
    "list_runs",
    "preview",
    "remember_mapping",
    "settings_json",
    "to_json_line",
    "undo_import",
    "unfolded",
    "use_choices",
    "use_label",
    "with_use",
    "write_journal",
]
