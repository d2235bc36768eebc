"""Contacts and consents in words."""

from datetime import timedelta

from models.consent_filter import IMPORT
from models.contacts import ConsentRow, Offer
from models.i18n import _, format_date, format_units, ngettext
from models.messages import OFFER, RECEIVED, SERVICE, LastContact
from models.rules.contact_rights import PHONE_LAW, Channel, Ground, Right
from models.rules.trust import EntryType
from models.wording import type_label


def channel_label(channel: str) -> str:
    """A channel as screens name it; one the program does not know as it was written."""
    return {
        Channel.EMAIL.value: _("E-mail"),
        Channel.SMS.value: _("SMS"),
        Channel.PHONE.value: _("Téléphone"),
        Channel.POST.value: _("Courrier"),
    }.get(channel, channel)


def nature_label(nature: str) -> str:
    """What a message is, in one word."""
    return {OFFER: _("offre"), SERVICE: _("service"), RECEIVED: _("reçu")}[nature]


def source_label(source: str) -> str:
    """How the client said it."""
    return {
        "counter": _("dit au comptoir"),
        "form": _("par écrit"),
        "phone": _("au téléphone"),
        "message": _("par message"),
        "import": _("déclaré par le fichier importé, date inconnue"),
        "other": _("autrement"),
    }[source]


def answer_told(row: ConsentRow) -> str:
    """« d’accord », « refuse », or « à confirmer » for the yes of a file."""
    if row.given and row.source == IMPORT:
        return _("à confirmer")
    return _("d’accord") if row.given else _("refuse")


def right_told(right: Right) -> str:
    """The right in words: whether an offer may go, and why."""
    day = format_date(right.since, "medium") if right.since else ""
    law = format_date(PHONE_LAW - timedelta(days=1), "medium")
    return _grounds()[right.ground].format(day=day, law=law)


def _grounds() -> dict[Ground, str]:
    return {
        Ground.CONSENT: _("Permis : le client a dit oui le {day}."),
        Ground.PURCHASE: _(
            "Permis pour des services semblables à ceux de son passage du {day}, en disant à "
            "chaque envoi comment refuser."
        ),
        Ground.NOT_REFUSED: _("Permis : le client n’a pas refusé."),
        Ground.BEFORE_LAW: _("Permis jusqu’au {law} : le client n’a pas refusé."),
        Ground.REFUSED: _("Pas d’offre : le client a refusé le {day}."),
        Ground.NO_CONSENT: _("Pas d’offre : demandez d’abord son accord au client."),
        Ground.UNREACHABLE: _("Sa fiche n’a pas d’adresse pour cela."),
        Ground.COMPLAINT: _("Pas d’offre tant qu’un incident est ouvert : d’abord, le régler."),
        Ground.RUPTURE: _("Pas d’offre : la confiance est rompue, d’abord la réparer."),
        Ground.DISTANCE: _("Pas d’offre : nous gardons de la distance."),
        Ground.LIMITED: _("Pas d’offre\u00a0: sa fiche est limitée, elle est gardée sans servir."),
    }


def budget_told(offer: Offer) -> str:
    """« Ce serait le 3ᵉ contact sur 4 en 365 jours. », and what it would cost."""
    told = ngettext(
        "{made} contact en 365 jours, sur {cap} sans gêner.",
        "{made} contacts en 365 jours, sur {cap} sans gêner.",
        offer.made,
    ).format(made=offer.made, cap=offer.cap)
    if not offer.cost:
        return told
    over = _("Celui-ci coûterait {cost} au compte.").format(
        cost=format_units(offer.cost, signed=True)
    )
    return f"{told} {over}"


def before_an_offer(offer: Offer) -> str:
    """What is told before an offer is noted: the right, the budget, and that a fact is a fact."""
    told = f"{right_told(offer.right)} {budget_told(offer)}"
    if offer.ok:
        return told
    written = _("Si elle est déjà partie, notez-la : ce qui s’est passé s’écrit.")
    return f"{told} {written}"


def no_offer() -> str:
    """What is told before a message that carries no offer is noted."""
    return _("Ne compte pas comme un contact : rien n’est proposé, le compte ne bouge pas.")


def last_contact_told(last: LastContact | None) -> str:
    """« Dernier signe du client : passage, le 12 mars 2026 »."""
    if last is None:
        return _("Le client ne s’est encore jamais manifesté.")
    return _("Dernier signe du client : {how}, le {day}.").format(
        how=_how(last.how), day=format_date(last.day, "medium")
    )


def _how(how: str) -> str:
    known = {
        "voice": _("des paroles gardées"),
        "consent": _("une réponse sur les offres"),
        Channel.PHONE.value: _("un appel"),
        Channel.EMAIL.value: _("un e-mail"),
        Channel.SMS.value: _("un SMS"),
        Channel.POST.value: _("un courrier"),
    }
    return known.get(how) or type_label(EntryType(how)).lower()
