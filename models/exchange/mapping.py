"""What each column of a client file is: plain data that a window can show and correct."""

from dataclasses import dataclass, field
from enum import StrEnum


class Use(StrEnum):
    """What a column becomes in a client file."""

    CIVILITY = "civility"
    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    NAME_SUFFIX = "name_suffix"
    COMPANY = "company"
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    EMAIL = "email"
    EMAIL_LABEL = "email_label"
    STREET = "street"
    POSTCODE = "postcode"
    TOWN = "town"
    COUNTRY = "country"
    WHOLE_ADDRESS = "whole_address"
    BIRTHDAY = "birthday"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    SINCE = "since"
    HOW_CAME = "how_came"
    RECOMMENDED_BY = "recommended_by"
    TAGS = "tags"
    NOTES = "notes"
    LABELLED_NOTE = "labelled_note"
    REFERENCE = "reference"
    ASSET = "asset"
    ASSET_KIND = "asset_kind"
    MAKE = "make"
    MODEL = "model"
    PLATE = "plate"
    SERIAL = "serial"
    VIN = "vin"
    MILEAGE = "mileage"
    KEY_REFERENCE = "key_reference"
    OWN_FIELD = "own_field"
    VISIT_DATE = "visit_date"
    WORK = "work"
    DOCUMENT = "document"
    AMOUNT = "amount"
    NET_AMOUNT = "net_amount"
    CONSENT_EMAIL = "consent_email"
    CONSENT_SMS = "consent_sms"
    CONSENT_PHONE = "consent_phone"
    CONSENT_POST = "consent_post"
    NOTHING = "nothing"


IDENTITY = frozenset(
    {Use.FULL_NAME, Use.FIRST_NAME, Use.LAST_NAME, Use.COMPANY, Use.PHONE, Use.EMAIL}
)
"""One of these at least makes a table of clients."""

ASSET_USES = frozenset(
    {
        Use.ASSET,
        Use.ASSET_KIND,
        Use.MAKE,
        Use.MODEL,
        Use.PLATE,
        Use.SERIAL,
        Use.VIN,
        Use.MILEAGE,
        Use.KEY_REFERENCE,
    }
)
"""What describes an asset; the second column of a use is about the second asset."""

WHOSE = IDENTITY | {Use.REFERENCE, Use.PLATE}
"""One of these at least says whose visit it was."""

_DONE = frozenset({Use.WORK, Use.DOCUMENT, Use.AMOUNT, Use.NET_AMOUNT})

VISIT_USES = frozenset({Use.VISIT_DATE, Use.WORK, Use.DOCUMENT, Use.AMOUNT, Use.NET_AMOUNT})
"""What a row says of a visit; amounts with and without tax."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: `use` None when it was not recognised.

    `label` goes with a phone or an e-mail; `group` ties together the parts of one phone or one
    address (« 1 », « business », « home »…).
    """

    header: str
    use: Use | None = None
    label: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns in the order of the file; `day_first` reads 03/04 as 3 April.

    `remembered` when a person said so of a file of the same header.
    """

    columns: tuple[Column, ...]
    day_first: bool = True
    remembered: bool = field(default=False, compare=False)

    @property
    def tells_visits(self) -> bool:
        """Whether rows read so are visits: a day, somebody or a plate, and what was done."""
        uses = {column.use for column in self.columns}
        return Use.VISIT_DATE in uses and bool(uses & WHOSE) and bool(uses & _DONE)

    @property
    def names_someone(self) -> bool:
        """Whether a row read so can name a client."""
        return any(column.use in IDENTITY for column in self.columns)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headers nothing is read from, for want of knowing them."""
        return tuple(c.header for c in self.columns if c.use is None and c.header)
