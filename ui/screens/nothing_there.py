"""What a key of the card says when there is nothing for it to do."""

from collections.abc import Sequence

from models.cases import OpenCase
from models.i18n import _
from models.privilege_card import CardPrivileges
from ui.screens.composers import too_late


def nothing_to_answer() -> str:
    """**R** without a case."""
    return _("Rien n’attend de réponse\N{NO-BREAK SPACE}: ni incident, ni demande, ni promesse.")


def nothing_to_postpone(owed: Sequence[OpenCase]) -> str:
    """**Z** without a case that still can be."""
    if owed:
        return too_late(owed[0])
    return _("Rien n’attend ici\N{NO-BREAK SPACE}: aucun jour à reporter.")


def nothing_to_honour(shown: CardPrivileges) -> str:
    """**H** without a privilege in the charter."""
    if shown.charter is None:
        return _("Aucun privilège n’est promis encore\N{NO-BREAK SPACE}: Ctrl+4 pour y réfléchir.")
    return _("La charte ne promet plus rien aujourd’hui\N{NO-BREAK SPACE}: rien à honorer.")


def nothing_to_tell(shown: CardPrivileges) -> str:
    """**T** without a charter, or once it was told."""
    if shown.charter is None:
        return _("Il n’y a pas encore de charte à dire.")
    return _("La charte n° {number} lui a déjà été dite.").format(number=shown.charter)
