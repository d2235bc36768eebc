"""What erasing a person removes and leaves, in plain sentences, for the screen and the terminal."""

from models.clients import number_text
from models.erasing import ErasurePreview, register
from models.i18n import _, format_date, format_list, format_number, ngettext


def register_told() -> str:
    """How many people were erased from this book, and when the last was."""
    rows = register()
    if not rows:
        return _("Personne n’a été effacé de ce livre.")
    text = ngettext(
        "{n} personne effacée de ce livre, le {day}\u00a0: son numéro et le motif sont dans "
        "l’export.",
        "{n} personnes effacées de ce livre, la dernière le {day}\u00a0: leurs numéros et les "
        "motifs sont dans l’export.",
        len(rows),
    )
    return text.format(n=format_number(len(rows)), day=format_date(rows[-1].day, "long"))


def going(found: ErasurePreview) -> str:
    """What goes: « Son nom, 2 moyens de la joindre, 83 textes et 1 lettre. »"""
    counted = (
        (
            found.reaches,
            ngettext("{n} moyen de la joindre", "{n} moyens de la joindre", found.reaches),
        ),
        (found.memories, ngettext("{n} note de mémoire", "{n} notes de mémoire", found.memories)),
        (found.assets, ngettext("{n} bien suivi", "{n} biens suivis", found.assets)),
        (found.texts, ngettext("{n} texte du journal", "{n} textes du journal", found.texts)),
        (found.cases, ngettext("{n} dossier écrit", "{n} dossiers écrits", found.cases)),
        (found.letters, ngettext("{n} lettre", "{n} lettres", found.letters)),
        (found.voices, ngettext("{n} parole gardée", "{n} paroles gardées", found.voices)),
        (found.messages, ngettext("{n} message", "{n} messages", found.messages)),
        (found.consents, ngettext("{n} consentement", "{n} consentements", found.consents)),
        (found.merged, ngettext("{n} fiche fusionnée", "{n} fiches fusionnées", found.merged)),
    )
    told = [text.format(n=format_number(count)) for count, text in counted if count]
    return _("S’effacent\u00a0: {things}.").format(
        things=format_list([_("son nom, son adresse et sa date de naissance"), *told])
    )


def staying(found: ErasurePreview) -> str:
    """What stays, under a number, and why."""
    entries = ngettext("{n} écriture", "{n} écritures", found.entries)
    told = _(
        "Restent, sous le numéro {number} et sans aucun nom\u00a0: {entries} sans texte. C’est ce "
        "que la maison a fait, pas qui elle servait\u00a0: les mois clos et leurs sceaux restent "
        "exacts."
    ).format(
        number=number_text(found.number),
        entries=entries.format(n=format_number(found.entries)),
    )
    if found.documents_until is None:
        return told
    costs = ngettext(
        "Reste aussi {n} coût avec son numéro de pièce, que la loi demande jusqu’au {day}.",
        "Restent aussi {n} coûts avec leur numéro de pièce, que la loi demande jusqu’au {day}.",
        found.costs,
    )
    day = format_date(found.documents_until, "long")
    return f"{told} {costs.format(n=format_number(found.costs), day=day)}"


def warnings(found: ErasurePreview) -> list[str]:
    """What to look at before: cases that wait, costs without an amount, and what cannot be done."""
    told = []
    if found.open_cases:
        text = ngettext(
            "{n} dossier attend encore\u00a0: il s’arrête. En cas de litige, limitez plutôt la "
            "fiche\u00a0: elle reste comme preuve, sans servir.",
            "{n} dossiers attendent encore\u00a0: ils s’arrêtent. En cas de litige, limitez plutôt "
            "la fiche\u00a0: elle reste comme preuve, sans servir.",
            found.open_cases,
        )
        told.append(text.format(n=format_number(found.open_cases)))
    if found.unpriced:
        text = ngettext(
            "{n} coût attend son montant\u00a0: chiffrez-le d’abord, vous ne saurez plus de qui il "
            "s’agit.",
            "{n} coûts attendent leur montant\u00a0: chiffrez-les d’abord, vous ne saurez plus de "
            "qui il s’agit.",
            found.unpriced,
        )
        told.append(text.format(n=format_number(found.unpriced)))
    told.append(
        _(
            "Les sauvegardes d’avant aujourd’hui gardent cette personne jusqu’à leur "
            "remplacement, en dix mois environ. Si l’une est restaurée à la place de ce livre, "
            "elle y est effacée à nouveau. Les papiers et fichiers déjà sortis du livre, et ce que "
            "d’autres fiches diraient d’elle, sont à relire par vous."
        )
    )
    return told
