"""The keys about people's own data: in their file, and on the files whose time is over."""

from functools import partial

from models.i18n import _
from ui.action_specs import RETENTION, RIGHTS, ActionSpec, acting


def rights() -> tuple[ActionSpec, ...]:
    spec = partial(acting, RIGHTS)
    return (
        spec("rights_new", _("Noter une demande"), "N"),
        spec("rights_done", _("C’est fait"), "X"),
        spec("rights_extend", _("Prolonger"), "Z"),
        spec("rights_forget", _("Ôter la ligne"), "Del", shown=_("Suppr")),
        spec("rights_rectify", _("Rectifier"), "R"),
        spec("rights_limit", _("Limiter, ou lever"), "L"),
        spec("rights_notice", _("Note d’information"), "I"),
        spec("rights_erase", _("Effacer la personne"), "E"),
    )


def retention() -> tuple[ActionSpec, ...]:
    spec = partial(acting, RETENTION)
    return (
        spec("review_archive", _("Archiver"), "A"),
        spec("review_keep", _("Garder plus longtemps"), "G"),
        spec("review_erase", _("Effacer"), "E"),
        spec("review_card", _("Fiche comptoir"), "F"),
        spec("leave_reviews", _("Revenir"), "Esc", shown=_("Échap")),
    )
