"""What one does with the pages shown: larger, smaller, another one, on paper."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QAction, QPainter, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from models.i18n import _, format_number
from ui import theme
from ui.actions import with_key
from ui.widgets import IconButton, Label
from ui.widgets.announcing import leave_bars_unsaid

_ZOOM_STEP = 1.2
_ZOOMS = (0.3, 4.0)
_WIDEST, _NEARLY = 1000, 1.2
_POINTS = 72
"""To the inch."""
_ICONS = {"zoom_out": "minus", "zoom_in": "plus", "zoom_fit": "move-horizontal"}


class PaperView(QPdfView):
    """Pages as wide as the room, up to a width at which more than a heading is seen at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._follows = True
        leave_bars_unsaid(self)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.fit()

    def fit(self) -> None:
        """As wide as is comfortable, unless the person chose otherwise."""
        document = self.document()
        if not self._follows:
            return
        widest, room = theme.current().px(_WIDEST), self.viewport().width()
        points = document.pagePointSize(0).width() if document and document.pageCount() else 0
        if room <= widest * _NEARLY or not points:
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            return
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(widest / (points * self._resolution()))

    def show_place(self, page: int, place: QPointF) -> None:
        """Bring a place of a page, in points from its top, within sight."""
        scale, above = self._scale(), self.documentMargins().top()
        for before in range(page):
            above += round(self.document().pagePointSize(before).height() * scale)
            above += self.pageSpacing()
        top = above + round(place.y() * scale) - self.viewport().height() // 3
        self.verticalScrollBar().setValue(top)

    def _scale(self) -> float:
        """Pixels for a point."""
        if self.zoomMode() is QPdfView.ZoomMode.Custom:
            return self.zoomFactor() * self._resolution()
        around = self.documentMargins()
        room = self.viewport().width() - around.left() - around.right()
        return room / self.document().pagePointSize(0).width()

    def _resolution(self) -> float:
        return self.screen().logicalDotsPerInch() / _POINTS

    def take_whole_width(self) -> None:
        """The person wants all of it."""
        self._follows = False
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def zoom(self, factor: float) -> None:
        """Larger or smaller, as the person says from now on."""
        self._follows = False
        if self.zoomMode() is not QPdfView.ZoomMode.Custom:
            self.setZoomMode(QPdfView.ZoomMode.Custom)
        low, high = _ZOOMS
        self.setZoomFactor(min(max(self.zoomFactor() * factor, low), high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class PageTools(QWidget):
    """Buttons for the size of the pages; the keys act too. `page`, which page one is on, stands
    where the screen puts it."""

    def __init__(
        self, view: PaperView, document: QPdfDocument, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__()
        self._view, self._document = view, document
        self.page = Label("", "small", "muted")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for code, icon in _ICONS.items():
            zoom = IconButton(icon, with_key(actions[code].text(), code))
            zoom.setObjectName(f"{code}_button")
            zoom.clicked.connect(actions[code].trigger)
            self._line.addWidget(zoom)
        self._line.addStretch(1)
        view.pageNavigator().currentPageChanged.connect(lambda _page: self.tell())
        slots: dict[str, Callable[[], object]] = {
            "zoom_in": lambda: view.zoom(_ZOOM_STEP),
            "zoom_out": lambda: view.zoom(1 / _ZOOM_STEP),
            "zoom_fit": view.take_whole_width,
            "page_before": lambda: self._turn(-1),
            "page_after": lambda: self._turn(1),
        }
        for code, slot in slots.items():
            actions[code].triggered.connect(slot)
        theme.follow(self._restyle)

    def tell(self) -> None:
        """Say which page is shown."""
        if not isValid(self._document):  # the window goes: its last act is to turn the page
            return
        number, total = self._view.pageNavigator().currentPage() + 1, self._document.pageCount()
        told = _("Page {n} sur {total}")
        self.page.set_text(told.format(n=format_number(number), total=format_number(total)))

    def _turn(self, step: int) -> None:
        """To the next page, or the one before."""
        navigator = self._view.pageNavigator()
        page = navigator.currentPage() + step
        if 0 <= page < self._document.pageCount():
            navigator.jump(page, QPointF())

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
