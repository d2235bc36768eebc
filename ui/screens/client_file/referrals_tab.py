"""Recommandations: who sent whom around this client, and the files made one with theirs."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from models.changes import Changes
from models.clients import number_text
from models.i18n import _, format_date, ngettext
from models.merging_files import MergeShown, merges_of, undo_merge
from models.referrals import Relative, family, is_cut, referral_words
from models.rules.trust import State
from models.wording import state_label
from ui.screens.client_file.file_tab import FileTab
from ui.screens.counter_card import STATE_LOOK
from ui.session import Session
from ui.widgets import Button, Card, EmptyState, Page, WrapLabel, bold
from ui.widgets.family_picture import FamilyPicture, Person


class ReferralsTab(FileTab):
    """The picture and its words; below, what was merged into this file, each undone by a key."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page = Page(inset=False)
        self.more = WrapLabel(
            _("La famille est plus grande\u00a0: seuls les premiers sont dessinés."),
            "small",
            "muted",
        )
        self.words, self.picture = WrapLabel(""), FamilyPicture(_("Famille des recommandations"))
        self.tree, self.merged = Card(_("Qui a envoyé qui")), Card(_("Fiches fusionnées avec elle"))
        self.empty = EmptyState(
            "users",
            _("Personne d’envoyé encore"),
            _("Qui nous a recommandé se dit dans Identité, au champ «\u00a0Recommandé par\u00a0»."),
        )
        self._build()

    def _build(self) -> None:
        self.words.setObjectName("referral_words")
        self.picture.setObjectName("family_picture")
        self.merged.setObjectName("merged_files")
        for part in (self.words, self.picture, self.more):
            self.tree.add(part)
        for paper in (self.tree, self.empty, self.merged):
            self.page.add(paper)
        self.page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.picture.person_chosen.connect(self._on_chosen)
        self.picture.person_looked_at.connect(
            lambda box: self.page.bring_to_view(self.picture, box)
        )

    # -- what the file calls -----------------------------------------------------------------

    def show_client(self, client_id: int) -> None:
        """Show the family of a client and the files merged into theirs."""
        self.client_id = client_id
        people = family(client_id)
        places = {one.client_id: place for place, one in enumerate(people)}
        self.picture.show_people([_person(one, places) for one in people], client_id)
        self.words.set_text(". ".join(referral_words(client_id)))
        self.more.setVisible(is_cut(people))
        alone = len(people) < 2
        self.tree.setVisible(not alone)
        self.empty.setVisible(alone)
        self._show_merged(merges_of(client_id))

    def focus_first(self) -> None:
        """The keyboard goes to the picture, or to what can be undone."""
        buttons = self.merged.findChildren(Button)
        here = buttons[0] if buttons and self.tree.isHidden() else self.picture
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_last(self) -> bool:
        """Ctrl+Z: undo the latest merge into this file; False when there is none."""
        found = merges_of(self.client_id) if self.client_id is not None else []
        if found:
            self._undo(found[0].id)
        return bool(found)

    # -- merges ------------------------------------------------------------------------------

    def _show_merged(self, found: list[MergeShown]) -> None:
        self.merged.setVisible(bool(found))
        self.merged.clear()
        for one in found:
            told = WrapLabel((bold(one.absorbed.name), _merged_words(one)))
            button = Button(_("Défaire la fusion"), "quiet", icon="undo-2")
            button.setObjectName(f"undo_merge_{one.id}")
            button.setAccessibleName(
                _("Défaire la fusion avec {name}").format(name=one.absorbed.name)
            )
            button.clicked.connect(partial(self._undo, one.id))
            self.merged.add(told)
            self.merged.add(button)

    def _undo(self, merge_id: int, _on: bool = False) -> None:
        changes: Changes | None = self.session.attempt(undo_merge, merge_id)
        if changes is not None:
            text = _("Deux fiches à nouveau. Ce qui a été noté depuis reste dans celle-ci.")
            self.session.window.messages.success(text)

    def _on_chosen(self, client_id: int) -> None:
        if client_id != self.client_id:
            self.file_asked.emit(client_id)


def _person(one: Relative, places: dict[int, int]) -> Person:
    state = State(one.state)
    tone, mark = STATE_LOOK[state]
    parent = None if one.by is None else places.get(one.by)
    return Person(one.client_id, one.name, one.level, parent, mark, tone, state_label(state))


def _merged_words(one: MergeShown) -> str:
    words = _(" ({number}), depuis le {day}. Avant ce jour, chaque compte reste ce qu’il était.")
    text = words.format(number=number_text(one.absorbed.number), day=format_date(one.day, "long"))
    if one.answers:
        more = ngettext(
            " {count} écriture notée depuis répond à l’un de ses dossiers\u00a0: si vous défaites "
            "la fusion, notez-la de nouveau chez lui.",
            " {count} écritures notées depuis répondent à ses dossiers\u00a0: si vous défaites "
            "la fusion, notez-les de nouveau chez lui.",
            one.answers,
        )
        text += more.format(count=one.answers)
    return text
