"""The columns a vCard file is read as: always the same, for its properties say what they are."""

from models.exchange.mapping import Column, Mapping, Use
from models.i18n import _

MAX_WAYS = 20
"""Phones of a card, and as many e-mails."""
MAX_ADDRESSES = 5

_OWN = (
    Use.CIVILITY,
    Use.FIRST_NAME,
    Use.MIDDLE_NAME,
    Use.LAST_NAME,
    Use.NAME_SUFFIX,
    Use.FULL_NAME,
    Use.COMPANY,
    Use.BIRTHDAY,
    Use.TAGS,
    Use.NOTES,
)
_PHONE = (Use.PHONE, Use.PHONE_LABEL)
_EMAIL = (Use.EMAIL, Use.EMAIL_LABEL)
_ADDRESS = (Use.STREET, Use.POSTCODE, Use.TOWN, Use.COUNTRY, Use.WHOLE_ADDRESS)
_LABELLED = 4


def vcard_mapping() -> Mapping:
    """What each cell of a card's row is."""
    once, numbered = _headers(), _numbered_headers()
    own = [Column(once[use], use) for use in _OWN]
    own += [Column(header, Use.LABELLED_NOTE) for header in _labelled_headers()]
    ways = [
        Column(numbered[use].format(number=number), use, group=str(number)) for use, number in _WAYS
    ]
    return Mapping((*own, *ways))


def _ways() -> list[tuple[Use, int]]:
    """First phone, first e-mail, first address, second phone…: rows are as short as can be."""
    return [
        (use, number)
        for number in range(1, MAX_WAYS + 1)
        for use in (*_PHONE, *_EMAIL, *(_ADDRESS if number <= MAX_ADDRESSES else ()))
    ]


def _places(first: Use) -> tuple[int, ...]:
    before = len(_OWN) + _LABELLED
    return tuple(place for place, (use, _n) in enumerate(_WAYS, before) if use is first)


_WAYS = _ways()
PHONES, EMAILS, ADDRESSES = _places(Use.PHONE), _places(Use.EMAIL), _places(Use.STREET)
"""Where the cells of the first, second… phone, e-mail or address begin in a row."""


def _headers() -> dict[Use, str]:
    return {
        Use.CIVILITY: _("Civilité"),
        Use.FIRST_NAME: _("Prénom"),
        Use.MIDDLE_NAME: _("Autres prénoms"),
        Use.LAST_NAME: _("Nom de famille"),
        Use.NAME_SUFFIX: _("Suffixe du nom"),
        Use.FULL_NAME: _("Nom affiché"),  # which says that the first name comes first
        Use.COMPANY: _("Société"),
        Use.BIRTHDAY: _("Anniversaire"),
        Use.TAGS: _("Étiquettes"),
        Use.NOTES: _("Notes"),
    }


def _labelled_headers() -> tuple[str, ...]:
    """What is worth a line of the notes."""
    return _("Fonction"), _("Surnom"), _("Site web"), _("Fax")


def _numbered_headers() -> dict[Use, str]:
    return {
        Use.PHONE: _("Téléphone {number}"),
        Use.PHONE_LABEL: _("Libellé du téléphone {number}"),
        Use.EMAIL: _("E-mail {number}"),
        Use.EMAIL_LABEL: _("Libellé de l’e-mail {number}"),
        Use.STREET: _("Rue {number}"),
        Use.POSTCODE: _("Code postal {number}"),
        Use.TOWN: _("Ville {number}"),
        Use.COUNTRY: _("Pays {number}"),
        Use.WHOLE_ADDRESS: _("Adresse entière {number}"),
    }
