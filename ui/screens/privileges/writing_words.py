"""The charter by writing, in words: who may receive it, what preparing does, what left."""

from typing import NamedTuple

from models.charter_plan import Hold, Obstacle, Plan, obstacle_told
from models.charter_told import How
from models.i18n import _, format_number, ngettext
from reports.charter_posting import MOST_LETTERS, in_a_folder
from ui.item_models.lazy_table import Cell


class Group(NamedTuple):
    """Those it may go to (no obstacle), or those for whom the same stands against it."""

    obstacle: Obstacle | None
    clients: tuple[int, ...]


def group_cell(group: Group) -> Cell:
    if group.obstacle is None:
        return Cell(_("Peuvent recevoir la charte"), bold=True, tone="good")
    return Cell(obstacle_told(group.obstacle))


def explained(how: How, account: bool, plan: Plan | None) -> str:
    """What preparing does, and what it does not."""
    if plan is not None and how is How.LETTER and in_a_folder(plan):
        return _(
            "Des PDF de {count} lettres chacun, dans un dossier\N{NO-BREAK SPACE}: une lettre par "
            "client, l’adresse à la place de la fenêtre. Préparer ne note rien."
        ).format(count=format_number(MOST_LETTERS))
    if how is How.LETTER:
        return _(
            "Un seul PDF, une lettre par client, l’adresse à la place de la fenêtre. Préparer ne "
            "note rien."
        )
    if how is How.SMS:
        return _(
            "Le texte se copie, les numéros s’enregistrent pour votre outil d’envoi. Rien ne part "
            "d’ici, préparer ne note rien."
        )
    if account:
        return _(
            "Prêts dans un dossier pour votre messagerie, ou envoyés d’ici un par un. Préparer ne "
            "note rien."
        )
    return _(
        "Prêts dans un dossier, à ouvrir et envoyer avec votre messagerie. Préparer ne note rien."
    )


def counted(how: How, count: int, *, asked: bool) -> str:
    """« Envoyer 312 e-mails ? », « 312 lettres sont parties ? »."""
    if asked:
        text = ngettext("Envoyer {count} e-mail ?", "Envoyer {count} e-mails ?", count)
    else:
        text = {
            How.LETTER: ngettext(
                "{count} lettre est partie ?", "{count} lettres sont parties ?", count
            ),
            How.EMAIL: ngettext(
                "{count} e-mail est parti ?", "{count} e-mails sont partis ?", count
            ),
            How.SMS: ngettext("{count} SMS est parti ?", "{count} SMS sont partis ?", count),
        }[how]
    return text.format(count=format_number(count))


def why_not(plan: Plan | None, *, reading: bool, leaving: bool) -> dict[str, str]:
    """By key, why it can do nothing now; empty when it can."""
    wait = ""
    if leaving:
        wait = _("Les e-mails sont en train de partir : attendez la fin, ou arrêtez-les.")
    elif reading or plan is None:
        wait = _("Le livre est lu : encore un instant.")
    nobody = nothing = ""
    if plan is not None and not plan.may:
        nobody = _("Personne ne peut la recevoir ainsi aujourd’hui : la liste dit pourquoi.")
        if Hold.SENT not in plan.others:
            nothing = _("Personne ne peut la recevoir ainsi : il n’y a rien à noter.")
    return {
        "writing_prepare": wait or nobody,
        "writing_send": wait or nobody,
        "writing_copy": "",
        "writing_noted": wait or nothing,
        "writing_doubts": wait,
    }


def doubted(count: int) -> str:
    """What is known of e-mails the server did not confirm, and how to find out."""
    return ngettext(
        "{count} e-mail n’a pas été confirmé par le serveur. Regardez vos messages envoyés, "
        "ou demandez au client.",
        "{count} e-mails n’ont pas été confirmés par le serveur. Regardez vos messages "
        "envoyés, ou demandez aux clients.",
        count,
    ).format(count=format_number(count))
