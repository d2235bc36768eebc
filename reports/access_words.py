"""What the right-of-access paper calls the tables of the export, its codes and a file's fields."""

from models.i18n import _

BIRTH = ("birth_day", "birth_month", "birth_year")
"""The fields of a file that make one birthday."""


def field_words() -> dict[str, str]:
    """The fields of a client file that are texts of their own, in order."""
    return {
        "company": _("Société"),
        "civility": _("Civilité"),
        "first_name": _("Prénom"),
        "last_name": _("Nom"),
        "address_form": _("Tu ou vous"),
        "street": _("Adresse"),
        "postcode": _("Code postal"),
        "town": _("Ville"),
        "country": _("Pays"),
        "since": _("Client depuis"),
        "how_came": _("Comment vous nous avez connus"),
        "recommended_by": _("Recommandé par (numéro)"),
        "notes": _("Notes"),
        "tags": _("Étiquettes"),
        "created_on": _("Fiche ouverte le"),
    }


def code_words() -> dict[str, str]:
    """The words of the export that are French whatever the language."""
    return {
        "Comment saluer": _("Comment saluer"),
        "Famille, vie": _("Famille, vie"),
        "Goûts, préférences": _("Goûts, préférences"),
        "Références": _("Références"),
        "Contraintes": _("Contraintes"),
        "Autre": _("Autre"),
        "Échéance tous les (mois)": _("Échéance tous les (mois)"),
        "Fini": _("Fini"),
        "vendu": _("vendu"),
        "détruit": _("détruit"),
        "Accès": _("Accès à vos données"),
        "Rectification": _("Rectification"),
        "Effacement": _("Effacement de vos données"),
        "Limitation": _("Limitation"),
        "Opposition": _("Opposition"),
        "Limitée": _("Limitée\u00a0: gardée sans servir"),
        "Gardée plus longtemps": _("Gardée plus longtemps"),
        "envoyé": _("envoyé"),
        "échec": _("échec de l’envoi"),
        "non confirmé": _("envoi non confirmé"),
    }


def table_title(name: str) -> str:
    """What a table of the export is called here; one not named yet keeps its file's name."""
    return {
        "comptes.csv": _("Où en est la relation"),
        "biens.csv": _("Vos biens"),
        "memoire.csv": _("Ce que nous nous rappelons"),
        "dossiers.csv": _("Vos dossiers"),
        "passages.csv": _("Vos passages"),
        "couts.csv": _("Gestes à nos frais"),
        "reclamations.csv": _("Vos dossiers, en entier"),
        "reparations.csv": _("Réparation de la relation"),
        "paroles.csv": _("Ce que vous nous avez dit"),
        "lettres.csv": _("Nos lettres"),
        "distances.csv": _("Distances prises"),
        "a-faire.csv": _("Ce que nous avions à faire pour vous"),
        "rappels.csv": _("Appels que nous vous devons"),
        "champs-des-biens.csv": _("Détails de vos biens"),
        "releves.csv": _("Kilométrages relevés"),
        "entretiens.csv": _("Entretiens faits"),
        "biens-cedes.csv": _("Biens passés d’une fiche à une autre"),
        "consentements.csv": _("Ce que vous acceptez de recevoir"),
        "messages.csv": _("Messages et appels"),
        "registre.csv": _("Textes gardés malgré un avertissement"),
        "privileges.csv": _("Vos privilèges"),
        "privileges-dus.csv": _("Privilèges retirés qui vous restent dus"),
        "charte-dite.csv": _("Quand notre charte vous a été dite"),
        "charte-envois.csv": _("Notre charte par e-mail"),
        "garanties-levees.csv": _("Ce que nous ne vous demandons plus"),
        "confiance.csv": _("Ce que nous avons cru sur parole"),
        "fusions.csv": _("Fiches réunies à la vôtre"),
        "homonymes.csv": _("Fiches qui ressemblent à la vôtre"),
        "demandes-vie-privee.csv": _("Ce que vous avez demandé de vos données"),
        "fiches-gardees.csv": _("Décisions sur votre fiche"),
    }.get(name, name.removesuffix(".csv").replace("-", " ").capitalize())
