"""The words of the privacy papers, from the shop's identity and its times.

What is asked of a notice: article 13 of the GDPR. Of a record: article 30, in the form of the
CNIL's model for small firms. Texts are general: a shop that does something else completes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.i18n import _, ngettext
from models.privacy_papers_data import PrivacyPaper


@dataclass(frozen=True, slots=True)
class Part:
    """A title, and lines of a label and its text."""

    title: str
    lines: tuple[tuple[str, str], ...]


def notice_parts(paper: PrivacyPaper) -> tuple[Part, ...]:
    """What a client reads."""
    return (
        Part(_("Qui tient ce fichier"), tuple(_controller(paper))),
        Part(
            _("Ce que nous notons, et pourquoi"),
            (
                (
                    _("Vous reconnaître"),
                    _(
                        "Votre nom, comment vous joindre, vos biens que nous suivons, ce que vous "
                        "nous avez confié pour mieux vous servir. C’est nécessaire à ce que vous "
                        "nous commandez, et à notre intérêt légitime de bien vous accueillir."
                    ),
                ),
                (
                    _("Tenir parole"),
                    _(
                        "Vos passages, vos demandes, nos promesses, nos erreurs et comment nous "
                        "les avons réparées\u00a0: le compte-confiance. Il juge notre conduite, "
                        "jamais la vôtre. C’est notre intérêt légitime, et parfois un devoir légal."
                    ),
                ),
                (
                    _("Vous écrire"),
                    _(
                        "Une offre ne part qu’avec votre accord ou, après un passage, pour un "
                        "service semblable. Vous refusez quand vous voulez, d’un mot."
                    ),
                ),
                (
                    _("Nos comptes"),
                    _(
                        "Ce qu’un geste nous a coûté, avec sa pièce\u00a0: la loi le demande. Le "
                        "comptable reçoit des montants et un numéro, jamais votre nom."
                    ),
                ),
            ),
        ),
        Part(
            _("Combien de temps, et qui les voit"),
            (
                (_("Votre fiche"), _file_time(paper)),
                (_("Vos dossiers"), _case_time(paper)),
                (_("Les pièces"), _document_time(paper)),
                (
                    _("D’où elles viennent"),
                    _(
                        "De vous, de vos passages chez nous, ou du logiciel de la maison. Rien "
                        "n’est acheté."
                    ),
                ),
                (
                    _("Qui les voit"),
                    _(
                        "L’équipe de la maison, sur son propre ordinateur. Rien n’est vendu, prêté "
                        "ni envoyé ailleurs. Aucune décision n’est prise par une machine."
                    ),
                ),
            ),
        ),
        Part(
            _("Ce que vous pouvez demander"),
            (
                (
                    _("Vos droits"),
                    _(
                        "Lire tout ce que nous avons à votre sujet, en recevoir une copie, le "
                        "faire corriger ou effacer, en limiter l’usage, vous y opposer, ou retirer "
                        "un accord. Dites-le au comptoir ou écrivez-nous\u00a0: nous répondons "
                        "sous un mois, et c’est gratuit."
                    ),
                ),
                (
                    _("Si cela ne va pas"),
                    _(
                        "Vous pouvez saisir la CNIL\u00a0: www.cnil.fr, ou 3 place de Fontenoy, "
                        "TSA 80715, 75334 Paris Cedex 07."
                    ),
                ),
            ),
        ),
    )


def record_parts(paper: PrivacyPaper) -> tuple[Part, ...]:
    """What the shop keeps for itself, a use of data at a time."""
    team, none = _("L’équipe de la maison"), _("Aucun")
    clients = _("Les clients et prospects de la maison")
    return (
        Part(_("Responsable du traitement"), tuple(_controller(paper))),
        _use(
            _("1. Fiches client et suivi de la relation"),
            _("Accueillir, servir, tenir les promesses, suivre les biens confiés."),
            _("Contrat ou demande du client\u00a0; intérêt légitime (bien accueillir)."),
            clients,
            _(
                "Identité, coordonnées, date de naissance si elle est donnée, biens suivis, "
                "préférences, passages, attentions, recommandations."
            ),
            team,
            none,
            _file_time(paper),
        ),
        _use(
            _("2. Réclamations, demandes et réparations"),
            _("Répondre, réparer, éviter que cela recommence, garder la preuve."),
            _("Obligation légale (médiation)\u00a0; intérêt légitime (se défendre en justice)."),
            clients,
            _("Mots du client, ce qu’il demande, réponses, lettres, suites données."),
            _("{team}\u00a0; le médiateur, si le client le saisit").format(team=team),
            none,
            _case_time(paper),
        ),
        _use(
            _("3. Offres et messages"),
            _("Informer et proposer, sans déranger\u00a0: nombre de contacts limité."),
            _(
                "Consentement\u00a0; intérêt légitime après un achat semblable\u00a0; "
                "refus respecté."
            ),
            clients,
            _("Coordonnées, réponses du client par canal, date et manière, messages envoyés."),
            team,
            none,
            _file_time(paper),
        ),
        _use(
            _("4. Coût des gestes et rapport du mois"),
            _("Tenir les comptes et savoir ce que la confiance coûte."),
            _("Obligation légale (Code de commerce, article L123-22)."),
            clients,
            _("Numéro de la fiche, nature, montant, taux, pièce. Pas de nom."),
            _("Le comptable, sans aucun nom"),
            none,
            _document_time(paper),
        ),
        _use(
            _("5. Équipe"),
            _("Savoir qui a noté quoi, pour en parler avec le client. Aucun classement."),
            _("Intérêt légitime (organiser le travail)."),
            _("Les collaborateurs"),
            _("Nom, initiales, couleur, auteur de chaque écriture."),
            team,
            none,
            _("Le temps de la présence, puis avec les écritures du journal."),
        ),
        _use(
            _("6. Droits des personnes"),
            _("Répondre dans le délai et pouvoir le montrer."),
            _("Obligation légale (RGPD, articles 12 à 22)."),
            _("Qui demande quelque chose de ses données"),
            _("Demande, dates, réponse. D’un effacement\u00a0: un numéro, un jour, un motif."),
            team,
            none,
            _("Avec la fiche\u00a0; le registre des effacements, avec le livre."),
        ),
        Part(
            _("Sécurité"),
            (
                (
                    _("Mesures"),
                    _(
                        "Un seul fichier, sur l’ordinateur de la maison, hors du réseau. "
                        "Sauvegarde vérifiée chaque jour, les plus anciennes retirées en dix mois "
                        "environ. Ce qui est effacé est recouvert dans le fichier. Une touche "
                        "cache à l’écran ce qui est privé. L’auteur de chaque écriture est gardé."
                    ),
                ),
                (
                    _("À compléter"),
                    _(
                        "Qui a les clés et le mot de passe de l’ordinateur, où sont les copies "
                        "gardées ailleurs, et qui prévenir si elles sont perdues ou volées\u00a0: "
                        "la CNIL sous 72 heures."
                    ),
                ),
            ),
        ),
    )


def _use(title: str, *texts: str) -> Part:
    labels = (
        *(_("But"), _("Fondement"), _("Personnes"), _("Données"), _("Destinataires")),
        *(_("Transfert hors d’Europe"), _("Durée")),
    )
    return Part(title, tuple(zip(labels, texts, strict=True)))


def _controller(paper: PrivacyPaper) -> Iterator[tuple[str, str]]:
    shop = paper.shop
    yield _("La maison"), " · ".join((shop.name, *shop.address))
    if reached := " · ".join(part for part in (shop.phone, shop.email) if part):
        yield _("Nous joindre"), reached
    if shop.siret:
        yield _("SIRET"), shop.siret
    if paper.mediator:
        yield _("Médiateur"), paper.mediator


def _file_time(paper: PrivacyPaper) -> str:
    years = paper.terms.file_years
    return ngettext(
        "{years} an après le dernier contact du client, puis effacée.",
        "{years} ans après le dernier contact du client, puis effacée.",
        years,
    ).format(years=years)


def _case_time(paper: PrivacyPaper) -> str:
    years = paper.terms.case_years
    return ngettext(
        "Archivés, sans servir, {years} an après leur fin\u00a0: le temps où l’on peut agir en "
        "justice (Code civil, article 2224).",
        "Archivés, sans servir, {years} ans après leur fin\u00a0: le temps où l’on peut agir en "
        "justice (Code civil, article 2224).",
        years,
    ).format(years=years)


def _document_time(paper: PrivacyPaper) -> str:
    years = paper.terms.accounting_years
    return ngettext(
        "{years} an après la fin de l’exercice, sans aucun nom (Code de commerce, article "
        "L123-22).",
        "{years} ans après la fin de l’exercice, sans aucun nom (Code de commerce, article "
        "L123-22).",
        years,
    ).format(years=years)
