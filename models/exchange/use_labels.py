"""What a column may be, in words for people: the choices of whoever corrects a mapping."""

from dataclasses import dataclass, replace

from models.exchange.mapping import Mapping, Use
from models.exchange.report import Kind
from models.i18n import _

_LABELS_OF_FORMATS = frozenset({Use.PHONE_LABEL, Use.EMAIL_LABEL})
"""They need a phone or an e-mail of their group beside them: nobody chooses them by hand."""

_FOR_VISITS = (
    *(Use.NOTHING, Use.VISIT_DATE, Use.WORK, Use.AMOUNT, Use.NET_AMOUNT, Use.DOCUMENT),
    *(Use.REFERENCE, Use.CIVILITY, Use.FULL_NAME, Use.FIRST_NAME, Use.LAST_NAME, Use.COMPANY),
    *(Use.PHONE, Use.EMAIL, Use.STREET, Use.POSTCODE, Use.TOWN, Use.COUNTRY, Use.WHOLE_ADDRESS),
    *(Use.PLATE, Use.ASSET, Use.MAKE, Use.MODEL, Use.SERIAL, Use.VIN, Use.MILEAGE),
)
FROM_VISITS = frozenset(_FOR_VISITS)
"""What is read from a table of visits; the rest of it is about the invoice, not the client."""


@dataclass(frozen=True, slots=True)
class UseChoice:
    """A use and its name."""

    use: Use
    label: str


def use_choices(kind: Kind) -> tuple[UseChoice, ...]:
    """What a column of a file of clients or of visits may be, « Ne pas reprendre » first.

    In a file of clients what says a visit comes last: choosing a day of visit, and what was done,
    makes it a file of visits.
    """
    if kind == "visits":
        return tuple(UseChoice(use, use_label(use)) for use in _FOR_VISITS)
    visits = list(_FOR_VISITS[1:6])
    rest = [use for use in Use if use not in _LABELS_OF_FORMATS and use not in visits]
    rest.remove(Use.NOTHING)
    return tuple(UseChoice(use, use_label(use)) for use in [Use.NOTHING, *rest, *visits])


def with_use(mapping: Mapping, place: int, use: Use) -> Mapping:
    """The mapping with another use for the column at `place`."""
    columns = list(mapping.columns)
    columns[place] = replace(columns[place], use=use)
    return replace(mapping, columns=tuple(columns))


def use_label(use: Use | None) -> str:
    """What a column is, for people."""
    return _("Non reconnue") if use is None else _labels()[use]


def _labels() -> dict[Use, str]:
    return {
        Use.NOTHING: _("Ne pas reprendre"),
        Use.CIVILITY: _("Civilité"),
        Use.FULL_NAME: _("Nom complet"),
        Use.FIRST_NAME: _("Prénom"),
        Use.MIDDLE_NAME: _("Deuxième prénom"),
        Use.LAST_NAME: _("Nom"),
        Use.NAME_SUFFIX: _("Suffixe du nom"),
        Use.COMPANY: _("Société"),
        Use.PHONE: _("Téléphone"),
        Use.PHONE_LABEL: _("Genre de téléphone"),
        Use.EMAIL: _("E-mail"),
        Use.EMAIL_LABEL: _("Genre d’e-mail"),
        Use.STREET: _("Rue"),
        Use.POSTCODE: _("Code postal"),
        Use.TOWN: _("Ville"),
        Use.COUNTRY: _("Pays"),
        Use.WHOLE_ADDRESS: _("Adresse entière"),
        Use.BIRTHDAY: _("Anniversaire"),
        Use.BIRTH_DAY: _("Jour de naissance"),
        Use.BIRTH_MONTH: _("Mois de naissance"),
        Use.BIRTH_YEAR: _("Année de naissance"),
        Use.SINCE: _("Client depuis"),
        Use.HOW_CAME: _("Comment il est venu"),
        Use.RECOMMENDED_BY: _("Recommandé par (nom ou numéro)"),
        Use.TAGS: _("Étiquettes"),
        Use.NOTES: _("Notes"),
        Use.LABELLED_NOTE: _("Notes, avec le nom de la colonne"),
        Use.REFERENCE: _("Numéro de client"),
        Use.ASSET: _("Bien suivi"),
        Use.ASSET_KIND: _("Genre de bien"),
        Use.MAKE: _("Marque"),
        Use.MODEL: _("Modèle"),
        Use.PLATE: _("Immatriculation"),
        Use.SERIAL: _("Numéro de série"),
        Use.VIN: _("Numéro de châssis (VIN)"),
        Use.MILEAGE: _("Kilométrage"),
        Use.KEY_REFERENCE: _("Référence de clé"),
        Use.OWN_FIELD: _("Champ d’un bien, du nom de la colonne"),
        Use.VISIT_DATE: _("Date du passage"),
        Use.WORK: _("Travaux"),
        Use.DOCUMENT: _("Numéro de facture"),
        Use.AMOUNT: _("Montant TTC"),
        Use.NET_AMOUNT: _("Montant HT"),
        Use.CONSENT_EMAIL: _("Accepte les offres par e-mail"),
        Use.CONSENT_SMS: _("Accepte les offres par SMS"),
        Use.CONSENT_PHONE: _("Accepte les offres par téléphone"),
        Use.CONSENT_POST: _("Accepte les offres par courrier"),
    }
