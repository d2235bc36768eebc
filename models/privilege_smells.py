"""Why a privilege of points, stamps or the like is refused, and how to make it a commitment."""

from models.i18n import _
from models.rules.privileges import Reason, smell


def objection(title: str, text: str = "") -> str:
    """Why the privilege cannot be published as it is written, and what to write instead.

    Empty when it is a commitment.
    """
    found = smell(title, text)
    if found is None:
        return ""
    why = _("« {words} » : {why}").format(words=found.words, why=_why()[found.reason])
    return f"{why} {_instead()[found.reason]}"


def _why() -> dict[Reason, str]:
    return {
        Reason.POINTS: _("des points se comptent et s’échangent, ils ne disent rien à personne."),
        Reason.STAMPS: _("un tampon ou un timbre fait compter le client au lieu de l’accueillir."),
        Reason.VOUCHERS: _("un bon oblige à revenir pour recevoir ce qui est dû."),
        Reason.CASH_BACK: _("une cagnotte garde l’argent du client jusqu’à la prochaine vente."),
        Reason.LOTTERY: _("un tirage récompense le hasard, pas la relation."),
        Reason.GIFTS: _("un cadeau contre des achats est un gadget, pas un engagement."),
        Reason.CARD: _("une carte ou un statut remplace la mémoire de la maison."),
        Reason.COUNTED: _("un article offert au bout de plusieurs fait acheter plus, sans plus."),
    }


def _instead() -> dict[Reason, str]:
    return {
        Reason.POINTS: _(
            "Dites ce que la maison fait dès maintenant, par exemple un prix gardé un an."
        ),
        Reason.STAMPS: _("Offrez ce petit plus à chaque passage, sans rien compter."),
        Reason.VOUCHERS: _("Donnez ce prix tout de suite, à qui y a droit."),
        Reason.CASH_BACK: _("Faites un prix juste dès la facture, le même pour qui y a droit."),
        Reason.LOTTERY: _("Faites-le pour chaque client qui y a droit, à chaque fois."),
        Reason.GIFTS: _("Promettez un service : la voiture ramenée, un essai, une retouche."),
        Reason.CARD: _("Reconnaissez la personne par son nom : la fiche suffit."),
        Reason.COUNTED: _(
            "Accordez un prix particulier à qui vient depuis longtemps, dès aujourd’hui."
        ),
    }
