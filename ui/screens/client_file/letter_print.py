"""Printing a paper; what the printer needs is imported with this module, for that alone."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ui.screens.month_pages import print_document

_LARGE = 900.0
"""Points: longer than A4. Each page is drawn at the printer's own resolution before it leaves: a
poster of A3 at 1 200 dots an inch would take more than a gigabyte."""
_COARSE, _FINE = 300, 600


def print_pdf(parent: QWidget, content: bytes, name: str) -> QPrintDialog:
    """Print a PDF through the system's dialog; `name` is how the printer's queue shows it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    document, buffer = QPdfDocument(dialog), QBuffer(dialog)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    ask_for_paper(printer, document)
    dialog.accepted.connect(lambda: print_document(document, printer))
    QDialog.open(dialog)
    return dialog


def ask_for_paper(printer: QPrinter, document: QPdfDocument) -> None:
    """Ask the printer for sheets of the document's size and way; a leaflet on both sides."""
    size = document.pagePointSize(0)
    wide = size.width() > size.height()
    paper = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Point)
    way = QPageLayout.Orientation
    printer.setPageSize(paper)
    printer.setPageOrientation(way.Landscape if wide else way.Portrait)
    if wide and document.pageCount() > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
    large = max(size.width(), size.height()) > _LARGE
    printer.setResolution(_COARSE if large else _FINE)
