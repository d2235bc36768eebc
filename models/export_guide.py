"""The guide that goes with an export: what each file is, for whoever opens the folder."""

from datetime import date

from models.i18n import _, format_date
from models.settings import shop

_WIDTH = 20


def guide(today: date) -> str:
    """The text of the guide, in the language in use."""
    title = _("{shop} : tout le livre de Compte-Confiance, le {day}").format(
        shop=shop().name, day=format_date(today, "long")
    )
    lines = [title, "=" * len(title), "", _about(), ""]
    lines += [f"{name:<{_WIDTH}}{text}" for name, text in _files()]
    return "\r\n".join([*lines, "", _again(), _amounts(), ""])


def _about() -> str:
    return _("Ces fichiers sont les vôtres. Ils s’ouvrent sans ce programme, dans un tableur.")


def _again() -> str:
    return _(
        "Pour tout reprendre dans un livre vide, importez dans cet ordre livre.json, "
        "reglages.json, journal.csv, clients.csv, puis fiches.jsonl, en demandant d’ouvrir les "
        "fiches qui manquent et de compléter celles déjà là\u00a0: les comptes y donnent les "
        "mêmes réponses. Si des fiches ont été fusionnées, importez ensuite fusions.json, puis "
        "journal.csv une seconde fois."
    )


def _amounts() -> str:
    return _(
        "Les montants du compte sont en unités, les coûts en euros. Une cellule précédée d’une "
        "apostrophe est un texte qu’un tableur aurait pris pour une formule."
    )


def _files() -> tuple[tuple[str, str], ...]:
    return (
        ("clients.csv", _("les fiches client, une ligne par client et par bien de plus")),
        ("clients.vcf", _("les mêmes en cartes de visite, pour un téléphone ou une messagerie")),
        ("journal.csv", _("tout ce qui a été noté, dans les mots du journal (en anglais)")),
        ("reglages.json", _("les réglages du compte-confiance et des coûts, avec leurs dates")),
        ("comptes.csv", _("où en est chaque compte : solde, évolution, état")),
        ("biens.csv", _("les véhicules et appareils suivis, avec leurs échéances")),
        ("memoire.csv", _("ce qu’on se rappelle de chaque client")),
        ("dossiers.csv", _("les incidents, demandes et promesses, et leur suite")),
        ("passages.csv", _("les passages, avec leur montant quand il est connu")),
        ("couts.csv", _("ce que les gestes ont coûté : HT, TVA, TTC, pièce")),
        ("catalogues.csv", _("les mots des catalogues, avec leurs poids")),
        ("equipe.csv", _("l’équipe")),
        ("reclamations.csv", _("les dossiers en entier : mots du client, suites, son avis")),
        ("reparations.csv", _("les relations rompues, et ce qui a été fait pour les réparer")),
        ("a-faire.csv", _("les lignes d’À faire remises, confiées ou faites, client par client")),
        ("paroles.csv", _("ce que les clients ont dit, mot pour mot, et ce que cela a changé")),
        ("lettres.csv", _("les lettres gardées, telles qu’elles sont parties")),
        ("champs-des-biens.csv", _("ce que chaque genre de bien a de propre")),
        ("releves.csv", _("les kilométrages relevés, compteurs remplacés compris")),
        ("entretiens.csv", _("les entretiens et contrôles faits")),
        ("biens-cedes.csv", _("les biens passés d’un client à un autre")),
        ("genres-de-biens.csv", _("les champs et entretiens ajoutés aux genres de biens")),
        ("distances.csv", _("les distances prises, leurs motifs, et leur fin")),
        ("garanties-levees.csv", _("ce que nous ne demandons plus à un client, par décision")),
        ("confiance.csv", _("ce qui a été accepté sur parole, les abus constatés, leur coût")),
        ("consentements.csv", _("ce que chaque client accepte de recevoir, et quand il l’a dit")),
        (
            "messages.csv",
            _("les messages de service et les appels reçus ; les offres sont au journal"),
        ),
        ("registre.csv", _("ce qui a été confirmé dans le livre, sans jamais les textes")),
        ("rappels.csv", _("les rappels voulus après service, et à propos de quoi")),
        ("privileges.csv", _("les privilèges venus au comptoir, honorés ou non, et pourquoi")),
        ("privileges-dus.csv", _("les privilèges retirés qui restent dus, à qui et jusqu’à quand")),
        ("charte-dite.csv", _("à qui la charte a été dite, laquelle, quand et comment")),
        ("charte-envois.csv", _("les e-mails qui l’ont dite d’ici, et s’ils sont partis")),
        ("charte-*.pdf", _("chaque charte, telle qu’elle a été imprimée")),
        ("mois-clos.csv", _("les mois clos, leurs empreintes et leurs sceaux")),
        ("confirmations.csv", _("ce qui a été confirmé avant chaque clôture")),
        ("envois.csv", _("les rapports envoyés, à qui, et l’empreinte de chaque fichier")),
        ("chiffres-*.json", _("les chiffres de chaque mois clos, tels qu’ils ont été scellés")),
        ("fusions.csv", _("les fiches qui n’en font plus qu’une, et ce que cela a changé")),
        ("fusions.json", _("les mêmes, pour un livre vide qui a repris tout le reste")),
        ("homonymes.csv", _("les fiches qui se ressemblent et sont deux personnes")),
        ("filtres.csv", _("les filtres gardés de la liste des clients")),
        ("demandes-vie-privee.csv", _("ce que les clients ont demandé de leurs données")),
        ("fiches-gardees.csv", _("les fiches limitées, ou gardées plus longtemps, et pourquoi")),
        ("effacements.csv", _("les fiches effacées\u00a0: un numéro, un jour, un motif")),
        (
            "rapport-comptable-*.pdf",
            _("le rapport du comptable de chaque mois clos, octet pour octet"),
        ),
        (
            "fiches.jsonl",
            _("chaque fiche entière, une par ligne, pour un livre vide ou un autre logiciel"),
        ),
        ("livre.json", _("la boutique, ses réglages, ses catalogues, son équipe et ses chartes")),
        ("*.schema.json", _("ce que contiennent les fichiers JSON, champ par champ")),
    )
