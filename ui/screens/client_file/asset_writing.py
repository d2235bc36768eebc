"""Writing what was composed about an asset, and saying what follows."""

from collections.abc import Callable

from models import assets, clients
from models.asset_files import asset_file, due_text
from models.assets import AssetChanges, LowerReading
from models.changes import Changes
from models.errors import BookError
from models.i18n import _
from ui.screens.client_file import asset_composing
from ui.session import Session
from ui.widgets import Composed, Composer


class AssetWriting:
    """One composing: `write` says whether it is over; it raises BookError when it is refused.

    `told` is given a sentence, and the operation that takes back what was written.
    """

    def __init__(self, session: Session, composer: Composer, told: Callable[..., None]) -> None:
        self._session, self._composer, self._told = session, composer, told
        self._lower: tuple[object, ...] | None = None
        self._writers: dict[str, Callable[[int, Composed], bool]] = {
            "reading": self._reading,
            "done": self._done,
            "end": self._end,
            "move": self._move,
        }

    def write(self, asset_id: int, composed: Composed) -> bool:
        """Write what was composed about an asset."""
        return self._writers[composed.code](asset_id, composed)

    def _reading(self, asset_id: int, composed: Composed) -> bool:
        """A lower mileage is asked about once: the same one again says the odometer is new."""
        km, day = asset_composing.read_km(composed.text), composed.day("day")
        asked = (km, day)
        replaced = bool(composed.value("replaced")) or self._lower == asked
        try:
            row_id = self._write(assets.add_reading, asset_id, km, day, replaced=replaced)
        except LowerReading as error:
            self._lower = asked
            self._composer.refuse(_("{why} Entrée encore pour le dire.").format(why=error))
            return False
        self._told(_("C’est noté."), assets.forget_reading, row_id)
        return True

    def _done(self, asset_id: int, composed: Composed) -> bool:
        draft = asset_composing.service_draft(asset_file(asset_id), composed)
        row_id = self._write(assets.service_done, asset_id, draft)
        dues = {due.code: due for due in asset_file(asset_id).dues}
        following, told = dues.get(draft.code), _("C’est noté.")
        if following is not None and (draft.code or following.label == draft.what):
            due = due_text(following)
            told = _("C’est noté. Ensuite\N{NO-BREAK SPACE}: {due}.").format(due=due)
        self._told(told, assets.take_back_service, row_id)
        return True

    def _end(self, asset_id: int, composed: Composed) -> bool:
        day = composed.day("day")
        self._session.write(assets.end_asset, asset_id, composed.kind, day)
        self._told(_("Plus aucun rappel pour ce bien."), assets.take_back_end, asset_id)
        return True

    def _move(self, asset_id: int, composed: Composed) -> bool:
        """Whom it goes to is searched for, then chosen among those found."""
        if not composed.kind:
            owner = asset_file(asset_id).client_id
            found = asset_composing.found_owners(composed.text, owner)
            self._composer.open_for(asset_composing.move_spec(found))
            return False
        target = int(composed.kind)
        row_id = self._write(assets.move_asset, asset_id, target)
        name = clients.client_labels([target])[target].name
        told = _("C’est maintenant un bien de {name}, avec toute son histoire.").format(name=name)
        self._told(told, assets.take_back_move, row_id)
        return True

    def _write(self, operation: Callable[..., Changes], *args: object, **options: object) -> int:
        """Write, and the id of the row to be taken back."""
        changes = self._session.write(operation, *args, **options)
        assert isinstance(changes, AssetChanges)
        return changes.row_id


def refused_words(error: BookError) -> str:
    """Why it was refused; a replaced odometer is noted with its own key."""
    if isinstance(error, LowerReading):
        return _("{why} La touche K le note.").format(why=error)
    return str(error)
