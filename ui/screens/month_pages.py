"""What one does with the pages shown: larger, smaller, another one, on paper."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from models.i18n import _, format_number
from ui import theme
from ui.actions import keys_of
from ui.widgets import IconButton, Label

_ZOOM_STEP = 1.2
_ZOOMS = (0.3, 4.0)
_ICONS = {"zoom_out": "minus", "zoom_in": "plus", "zoom_fit": "move-horizontal"}


class PageTools(QWidget):
    """Buttons for the size of the pages; the keys act too. `page`, which page one is on, stands
    where the screen puts it."""

    def __init__(
        self, view: QPdfView, document: QPdfDocument, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__()
        self._view, self._document = view, document
        self.page = Label("", "small", "muted")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for code, icon in _ICONS.items():
            zoom = IconButton(icon, f"{actions[code].text()} ({keys_of(code)})")
            zoom.setObjectName(f"{code}_button")
            zoom.clicked.connect(actions[code].trigger)
            self._line.addWidget(zoom)
        view.pageNavigator().currentPageChanged.connect(lambda _page: self.tell())
        slots: dict[str, Callable[[], object]] = {
            "zoom_in": lambda: self._zoom(_ZOOM_STEP),
            "zoom_out": lambda: self._zoom(1 / _ZOOM_STEP),
            "zoom_fit": lambda: view.setZoomMode(QPdfView.ZoomMode.FitToWidth),
            "page_before": lambda: self._turn(-1),
            "page_after": lambda: self._turn(1),
        }
        for code, slot in slots.items():
            actions[code].triggered.connect(slot)
        theme.follow(self._restyle)

    def tell(self) -> None:
        """Say which page is shown."""
        number, total = self._view.pageNavigator().currentPage() + 1, self._document.pageCount()
        told = _("Page {n} sur {total}")
        self.page.set_text(told.format(n=format_number(number), total=format_number(total)))

    def _turn(self, step: int) -> None:
        """To the next page, or the one before."""
        navigator = self._view.pageNavigator()
        page = navigator.currentPage() + step
        if 0 <= page < self._document.pageCount():
            navigator.jump(page, QPointF())

    def _zoom(self, factor: float) -> None:
        if self._view.zoomMode() is not QPdfView.ZoomMode.Custom:
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        low, high = _ZOOMS
        self._view.setZoomFactor(min(max(self._view.zoomFactor() * factor, low), high))

    def _restyle(self) -> None:
        self._line.setSpacing(theme.current().px(6))


def ask_printer(parent: QWidget, document: QPdfDocument, name: str) -> None:
    """Print a document through the system's dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: print_document(document, printer))
    QDialog.open(dialog)


def print_document(document: QPdfDocument, printer: QPrinter) -> None:
    """Put each page of a PDF on a page of the printer, whole."""
    with QPainter(printer) as painter:
        for page in range(document.pageCount()):
            if page:
                printer.newPage()
            paper = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
            size = document.pagePointSize(page).scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(0, 0, document.render(page, size.toSize()))
