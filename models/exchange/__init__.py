"""Reading and writing the formats of others: client files, the journal CSV, its settings."""

from models.exchange.importing import import_file
from models.exchange.journal_export import write_journal
from models.exchange.preview import Preview, PreviewRow, preview
from models.exchange.report import (
    ImportOptions,
    ImportReport,
    RefusedLine,
    Remark,
    to_json_line,
)
from models.exchange.settings_file import settings_json

__all__ = [
    "ImportOptions",
    "ImportReport",
    "Preview",
    "PreviewRow",
    "RefusedLine",
    "Remark",
    "import_file",
    "preview",
    "settings_json",
    "to_json_line",
    "write_journal",
]
