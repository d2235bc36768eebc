"""What one does with the clients of the table: tags on many, filters kept, duplicates."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from models import bulk_tags, client_list, saved_filters
from models.changes import Changes
from models.client_selection import Selection
from models.errors import BookError, Refused
from models.i18n import _, format_number, ngettext
from models.saved_filters import Conditions, FilterRow
from ui.actions import keys_of
from ui.session import Session
from ui.widgets import Choice, Composed, Composer, ComposerSpec, Select

if TYPE_CHECKING:
    from ui.screens.duplicates_panel import DuplicatesPanel


class ClientTools(QObject):
    """Acts on the screen's selection and filter; Ctrl+Z takes back what it did last."""

    def __init__(
        self,
        session: Session,
        actions: dict[str, QAction],
        edits: dict[str, QLineEdit | Select],
        selection: Callable[[], Selection],
        apply: Callable[[], object],
        leave: Callable[[], object],
        show_town: Callable[[str], object],
    ) -> None:
        super().__init__(session.window)
        self.session, self.composer, self.saved = session, Composer(), Select()
        self._edits, self._selection, self._apply = edits, selection, apply
        self._leave, self._show_town = leave, show_town
        self._filters: dict[int, FilterRow] = {}
        self.saved.setObjectName("filter_saved")
        self.saved.set_name(_("Filtres gardés"))
        self._undo: Callable[[], Changes] | None = None
        self.composer.setObjectName("clients_composer")
        self.composer.composed.connect(self._on_composed)
        self.composer.cancelled.connect(self._close)
        self.saved.activated.connect(lambda _index: self._use())
        slots = {
            "tag_clients": partial(self._ask_tag, "tag_clients"),
            "untag_clients": partial(self._ask_tag, "untag_clients"),
            "keep_filter": partial(self._ask_name, "keep_filter"),
            "rename_filter": partial(self._ask_name, "rename_filter"),
            "forget_filter": self._forget,
            "filters": self._open_filters,
        }
        for code, slot in slots.items():
            actions[code].triggered.connect(lambda _on=False, slot=slot: slot())

    @cached_property
    def duplicates(self) -> "DuplicatesPanel":
        """The panel of possible duplicates, made when it is first asked for."""
        from ui.screens.duplicates_panel import DuplicatesPanel

        return DuplicatesPanel(self.session)

    def refresh(self) -> None:
        """Read the filters of the book again."""
        self._filters = {row.id: row for row in saved_filters.saved_filters()}
        self.saved.clear()
        self.saved.addItem(_("Filtres gardés"), 0)
        for row in self._filters.values():
            self.saved.addItem(row.name, row.id)
        self.saved.setVisible(bool(self._filters))
        self.show_current()

    def show_current(self) -> None:
        """Name the kept filter that is in use, if one is."""
        now = self.conditions()
        found = (row.id for row in self._filters.values() if row.conditions == now)
        self.saved.setCurrentIndex(max(0, self.saved.findData(next(found, 0))))

    def conditions(self) -> Conditions:
        """What is chosen now in each filter."""
        found = {}
        for name, edit in self._edits.items():
            value = edit.text().strip() if isinstance(edit, QLineEdit) else edit.currentData()
            if value:
                found[name] = str(value)
        return found

    def undo_last(self) -> bool:
        """Take back what was done last here; False when nothing was."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            undo()
        except BookError as error:
            self.session.window.messages.error(str(error))
        else:
            self.session.window.messages.success(_("C’est comme avant."))
        return True

    # -- filters -------------------------------------------------------------------------------

    def _open_filters(self) -> None:
        if self._filters:
            self.saved.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.saved.showPopup()
        else:
            told = _("Choisissez un filtre, puis gardez-le\N{NO-BREAK SPACE}: {key}.")
            self.session.window.messages.info(told.format(key=keys_of("keep_filter")))

    def _current(self) -> FilterRow | None:
        return self._filters.get(int(self.saved.currentData() or 0))

    def _use(self) -> None:
        row = self._current()
        conditions = row.conditions if row else {}
        for name, edit in self._edits.items():
            value = conditions.get(name, "")
            if isinstance(edit, QLineEdit):
                edit.setText(value)
            elif name == "town":
                self._show_town(value)
            else:
                edit.setCurrentIndex(max(0, edit.findData(value)))
        self._apply()

    def _ask_name(self, code: str) -> None:
        row = self._current()
        if code == "keep_filter" and not self.conditions():
            text = _("Choisissez d’abord un filtre\N{NO-BREAK SPACE}: rien n’est filtré.")
            self.session.window.messages.info(text)
        elif code == "keep_filter" or row is not None:
            title = _("Garder ce filtre") if code == "keep_filter" else _("Renommer le filtre")
            spec = ComposerSpec(
                code, keys_of(code), title, text_hint=_("son nom"), text_needed=True, tone="neutral"
            )
            self.composer.open_for(spec, row.name if row else "")

    def ask_town(self) -> None:
        """Ask for a town to filter by, one the list of the commonest does not have."""
        spec = ComposerSpec(
            "other_town",
            keys_of("filter_clients"),
            _("Filtrer par ville"),
            text_hint=_("son nom"),
            text_needed=True,
            tone="neutral",
        )
        self.composer.open_for(spec)

    def _filter_town(self, typed: str) -> None:
        town = client_list.town_called(typed)
        if not town:
            raise Refused(_("Aucun client de ce livre n’habite {town}.").format(town=typed))
        self._show_town(town)
        self._apply()

    def _forget(self) -> None:
        row = self._current()
        if row is None:
            return
        if self.session.attempt(saved_filters.remove_filter, row.id) is not None:
            self._undo = partial(
                self.session.write, saved_filters.save_filter, row.name, row.conditions
            )
            self._tell(_("Le filtre {name} n’est plus gardé.").format(name=row.name))

    # -- tags ----------------------------------------------------------------------------------

    def _ask_tag(self, code: str) -> None:
        add, count = code == "tag_clients", self._selection().count()
        told = ngettext("{count} client", "{count} clients", count)
        title = _("Étiqueter {clients}") if add else _("Retirer une étiquette à {clients}")
        title = title.format(clients=told.format(count=format_number(count)))
        known = () if add else tuple(Choice(tag, tag) for tag in client_list.tags())
        spec = ComposerSpec(
            code,
            keys_of(code),
            title,
            choices=known,
            text_hint="" if known else _("l’étiquette"),
            text_needed=not known,
            tone="neutral",
        )
        self.composer.open_for(spec)

    def _tag(self, tag: str, *, add: bool) -> None:
        done: list[bulk_tags.Tagged] = []

        def write(actor: object) -> Changes:
            tagged, changes = bulk_tags.tag_all(actor, self._selection(), tag, add=add)  # type: ignore[arg-type]
            done.append(tagged)
            return changes

        self.session.write(write)
        self._undo = partial(self.session.write, bulk_tags.undo_tagging, done[0])
        count = len(done[0].clients)
        text = (
            ngettext("{tag} mis sur {count} client.", "{tag} mis sur {count} clients.", count)
            if add
            else ngettext(
                "{tag} retiré à {count} client.", "{tag} retiré à {count} clients.", count
            )
        )
        self._tell(text.format(tag=done[0].tag, count=format_number(count)))

    # -- composing -----------------------------------------------------------------------------

    def _on_composed(self, composed: Composed) -> None:
        try:
            self._compose(composed)
        except BookError as error:
            self.composer.refuse(str(error))
            return
        self._close()

    def _compose(self, composed: Composed) -> None:
        if composed.code in ("tag_clients", "untag_clients"):
            self._tag(composed.kind or composed.text, add=composed.code == "tag_clients")
        elif composed.code == "other_town":
            self._filter_town(composed.text)
        elif composed.code == "keep_filter":
            self.session.write(saved_filters.save_filter, composed.text, self.conditions())
            self.refresh()
            row = self._current()
            if row is not None:
                self._undo = partial(self.session.write, saved_filters.remove_filter, row.id)
            self._tell(_("Le filtre {name} est gardé.").format(name=composed.text))
        elif (row := self._current()) is not None:
            self.session.write(saved_filters.rename_filter, row.id, composed.text)
            self._undo = partial(self.session.write, saved_filters.rename_filter, row.id, row.name)
            self._tell(_("Le filtre s’appelle {name}.").format(name=composed.text))

    def _tell(self, text: str) -> None:
        self.refresh()
        self.session.window.messages.success(text, (_("Remettre"), self.undo_last))

    def _close(self) -> None:
        self._leave()  # the keyboard leaves the composer before it hides
        self.composer.hide()
