"""Printing a letter; what the printer needs is imported with this module, for that alone."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ui.screens.month_pages import print_document


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
    dialog.accepted.connect(lambda: print_document(document, printer))
    QDialog.open(dialog)
    return dialog
