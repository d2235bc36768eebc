"""The words of an import: what a file is, what a row becomes, what a choice does."""

from models.exchange.client_fates import Fate
from models.exchange.report import Kind, OnDuplicate
from models.i18n import _


def kind_label(kind: Kind) -> str:
    """What a file is, told from its content."""
    return {
        "clients": _("fichier de clients"),
        "visits": _("passages"),
        "journal": _("journal"),
        "settings": _("réglages datés"),
        "shop": _("catalogues, équipe et chartes"),
        "merges": _("fusions de fiches"),
        "files": _("fiches entières"),
    }[kind]


def fate_pill(fate: Fate) -> tuple[str, str]:
    """What a row becomes, in a word or two, and its tone."""
    return {
        "new": (_("Nouveau"), "good"),
        "completes": (_("Complété"), "good"),
        "visit": (_("Passage"), "good"),
        "known": (_("Déjà connu"), "neutral"),
        "skipped": (_("Passée"), "neutral"),
        "refused": (_("Refusée"), "bad"),
    }[fate]


def fates_title(fate: Fate) -> str:
    """The rows of one fate, as a filter says it."""
    return {
        "new": _("Nouveaux"),
        "completes": _("Complétés"),
        "visit": _("Passages"),
        "known": _("Déjà connus"),
        "skipped": _("Passées"),
        "refused": _("Refusées"),
    }[fate]


def decision_pill(decision: OnDuplicate) -> tuple[str, str]:
    """What is done with a row about a client already known, and its tone."""
    return {
        "skip": (_("Passer"), "neutral"),
        "update": (_("Compléter"), "good"),
        "new": (_("Créer"), "warn"),
    }[decision]


def with_form(kind: Kind, form: str) -> str:
    """« fichier de clients · UTF-8, point-virgule »."""
    return " · ".join(part for part in (kind_label(kind), form) if part)
