"""What the keys of the list of privileges say when there is nothing for them to do."""

from models.i18n import _
from models.privileges import PrivilegeRow, Status


def why_nothing(row: PrivilegeRow | None) -> dict[str, str]:
    """By key, why it can do nothing with the privilege looked at; empty when it can."""
    return {
        "idea_withdraw": _why_not_withdraw(row),
        "idea_review": _why_not_review(row),
        "idea_put_away": _why_not_put_away(row),
    }


def _why_not_withdraw(row: PrivilegeRow | None) -> str:
    if row is None:
        return _no_idea()
    if row.status is Status.WITHDRAWN:
        return _("Il est déjà retiré.")
    if row.published is None:
        return _("Cette idée n’est pas encore promise : il n’y a rien à retirer.")
    return ""


def _why_not_review(row: PrivilegeRow | None) -> str:
    if row is None:
        return _no_idea()
    if row.published is None:
        return _("Rien n’est à l’essai ici : un bilan se fait sur un privilège promis à l’essai.")
    if row.published.trial_until is None:
        return _("Ce privilège est promis sans essai : il n’attend pas de bilan.")
    return ""


def _why_not_put_away(row: PrivilegeRow | None) -> str:
    if row is None:
        return _no_idea()
    if row.status is Status.WITHDRAWN:
        return _("Il a été promis : le livre garde ce qu’il était.")
    if row.published is not None:
        return _("Il est promis : il se retire à une date à venir, par la touche R.")
    return ""


def _no_idea() -> str:
    return _("Aucune idée encore : N en commence une.")
