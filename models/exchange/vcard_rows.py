"""A card becomes a row: its names, ways to reach, addresses and birthday, each in its column."""

import re
from collections import defaultdict
from functools import lru_cache
from urllib.parse import unquote

from models.exchange.cells import protect
from models.exchange.vcard_cards import Card, Told
from models.exchange.vcard_columns import ADDRESSES, EMAILS, PHONES
from models.exchange.vcard_properties import Property, parts_of, text_of
from models.i18n import _

_NOT_CLIENTS = frozenset({"group", "location", "device", "application"})
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_FAX = "<fax>"
"""What becomes of « HomeFAX », « WorkFAX »…; nobody's own label is lost for looking like it."""
_LABELS = {
    "cell": "mobile",
    "mobile": "mobile",
    "iphone": "mobile",
    "home": "home",
    "work": "work",
    "pager": "pager",
}
_DAY = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_TAGS_OF_PROGRAMS = frozenset({"mycontacts", "starred"})

_Found = tuple[Property, tuple[str, ...]]
"""A property and the texts of its cells."""


def read_row(card: Card, told: Told) -> list[str] | None:
    """The cells of a card by `vcard_mapping`, without empty ones at the end.

    None for what is nobody's card: a group of contacts, a place. What is beyond the columns is
    told.
    """
    return _RowReader(card, told).read()


class _RowReader:
    """One card's properties by name, and the row made of them."""

    def __init__(self, card: Card, told: Told) -> None:
        self._told = told
        self._found: defaultdict[str, list[Property]] = defaultdict(list)
        for item in card.properties:
            self._found[item.head.name].append(item)
        self._version = ""
        self._version = self._text("VERSION")
        self._labels = {item.head.group: self._label(item) for item in self._of("X-ABLABEL")}
        self._cells: list[str] = []

    def read(self) -> list[str] | None:
        kind = (self._text("KIND") or self._text("X-ADDRESSBOOKSERVER-KIND")).lower()
        if kind in _NOT_CLIENTS:
            return None
        names = self._names(is_firm=kind == "org" or self._text("X-ABSHOWAS").upper() == "COMPANY")
        phones, faxes = self._phones()
        self._cells = [
            *names,
            self._birthday(),
            self._tags(),
            self._joined("NOTE", between="\n"),
            self._joined("TITLE", "ROLE"),
            self._joined("NICKNAME"),
            self._joined("URL"),
            faxes,
        ]
        self._place(PHONES, phones)
        self._place(EMAILS, self._emails())
        self._place(ADDRESSES, self._addresses(of_firm=not any(names[:-1])))
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        return [protect(c) if c and c[0] in "='" else c for c in self._cells]

    # -- properties --------------------------------------------------------------------------------

    def _of(self, name: str) -> list[Property]:
        return self._found.get(name, [])

    def _ranked(self, name: str) -> list[Property]:
        return sorted(self._of(name), key=_preference)

    def _text(self, name: str) -> str:
        found = self._found.get(name)
        return text_of(found[0], self._version).strip() if found else ""

    def _parts(self, name: str, count: int) -> list[str]:
        found = self._found.get(name)
        parts = parts_of(found[0], self._version)[:count] if found else []
        return parts if len(parts) == count else parts + [""] * (count - len(parts))

    def _joined(self, *names: str, between: str = ", ") -> str:
        found = [item for name in names for item in self._of(name)]
        if not found:
            return ""
        texts = dict.fromkeys(text_of(item, self._version).strip() for item in found)
        return between.join(filter(None, texts))

    def _label(self, item: Property) -> str:
        """Somebody's own words, or one of ours for those Apple keeps in English."""
        text = text_of(item, self._version).strip()
        apple = _APPLE_LABEL.fullmatch(text)
        if apple is None:
            return text
        name = apple[1].lower()
        if name.endswith("fax"):
            return _FAX
        return name if name in _LABELS else ""

    def _kind(self, item: Property) -> str:
        """« mobile », « home », « work », somebody's own words, or nothing."""
        label = self._labels.get(item.head.group) if item.head.group else None
        return _LABELS.get(label, label) if label else _label_of(item.head.types)

    # -- who ---------------------------------------------------------------------------------------

    def _names(self, *, is_firm: bool) -> list[str]:
        """Civility, first, middle, last, suffix, name as displayed, company."""
        last, first, *others = self._parts("N", 5)
        middle, prefix, suffix = (part.replace(",", " ") for part in others)
        full = self._text("FN")
        company = self._parts("ORG", 1)[0]
        if is_firm and not company:
            return ["", "", "", "", "", "", full or last or first]
        emails = (self._way(item) for item in self._of("EMAIL"))
        if last or first or is_firm or not any(map(str.isalpha, full)) or full in emails:
            full = ""
        return [prefix, first, middle, last, suffix, full, company]

    # -- ways to reach -----------------------------------------------------------------------------

    def _phones(self) -> tuple[list[_Found], str]:
        """(each phone with its label, the fax numbers in one text)."""
        phones: list[_Found] = []
        faxes = []
        for item in self._ranked("TEL"):
            value, label = self._way(item), self._kind(item)
            if not value:
                continue
            if "fax" in item.head.types or label == _FAX:
                faxes.append(value)
            else:
                phones.append((item, (value, label)))
        return phones, ", ".join(faxes)

    def _emails(self) -> list[_Found]:
        ways = ((item, self._way(item)) for item in self._ranked("EMAIL"))
        return [(item, (way, self._kind(item))) for item, way in ways if way]

    def _way(self, item: Property) -> str:
        """A phone or an e-mail, out of its URI if it is one: « tel:+33-6-12-34-56-78;ext=5 »."""
        text = text_of(item, self._version).strip()
        scheme, colon, rest = text.partition(":")
        if not colon or scheme.lower() not in ("tel", "mailto"):
            return text
        text = unquote(rest.partition(";")[0].partition("?")[0]).strip()
        return text.replace("-", " ") if scheme.lower() == "tel" else text

    def _addresses(self, *, of_firm: bool) -> list[_Found]:
        """The one that is written to first: the preferred, else the home's, or the firm's."""
        kind = "work" if of_firm else "home"
        found = self._ranked("ADR")
        if len(found) > 1:
            found.sort(key=lambda item: _unlike(item, kind))
        return [(item, address) for item in found if any(address := self._address(item))]

    def _address(self, item: Property) -> tuple[str, ...]:
        """Street, postcode, town, country; or all of it in one text when nothing else is said."""
        parts = parts_of(item, self._version)
        box, extended, street, town, _region, postcode, country = (parts + [""] * 7)[:7]
        if not (town or postcode or country):
            if "\n" in street or (extended and not street):
                return "", "", "", "", "\n".join(filter(None, (street, extended)))
            if item.head.label and not street:
                return "", "", "", "", item.head.label.replace("\\n", "\n")
        lines = (part.strip(" ,\n") for part in (street, extended, box))
        return ", ".join(filter(None, lines)), postcode, town, country, ""

    def _place(self, places: tuple[int, ...], found: list[_Found]) -> None:
        """Put each in its cells; those beyond the columns are told."""
        cells = self._cells
        for place, (_item, texts) in zip(places, found, strict=False):
            cells += [""] * (place + len(texts) - len(cells))
            cells[place : place + len(texts)] = texts
        for item, _texts in found[len(places) :]:
            self._told.tell(item.line, _beyond(item.head.name).format(limit=len(places)))

    # -- the rest ----------------------------------------------------------------------------------

    def _birthday(self) -> str:
        """As `dates` reads it: « 1980-03-22 », « --03-22 », « 03/1980 »; else as it stands."""
        text = self._text("BDAY")
        day = text.partition("T")[0]
        if month := _MONTH.fullmatch(day):
            return f"{month[2]}/{month[1]}"
        if found := _DAY.fullmatch(day):
            unknown = ("--", "0000", self._of("BDAY")[0].head.year_to_omit)
            year = "-" if found[1] in unknown else found[1]
            return f"{year}-{found[2]}-{found[3]}"
        return text

    def _tags(self) -> str:
        tags = [
            tag
            for item in self._of("CATEGORIES")
            for tag in parts_of(item, self._version, ",")
            if tag and tag.lower() not in _TAGS_OF_PROGRAMS
        ]
        return ";".join(tags)


def _beyond(name: str) -> str:
    if name == "TEL":
        return _("plus de {limit} téléphones dans cette carte, celui-ci n’est pas repris.")
    if name == "EMAIL":
        return _("plus de {limit} e-mails dans cette carte, celui-ci n’est pas repris.")
    return _("plus de {limit} adresses dans cette carte, celle-ci n’est pas reprise.")


def _preference(item: Property) -> int:
    return item.head.preference


@lru_cache(maxsize=1024)
def _label_of(types: tuple[str, ...]) -> str:
    own = next((kind[2:] for kind in types if kind.startswith("X-")), "")
    return own or next((_LABELS[kind] for kind in _LABELS if kind in types), "")


def _unlike(item: Property, kind: str) -> int:
    """0 for the address to prefer, more for others; Python's sort keeps their order."""
    return 0 if item.head.preference == 1 else 1 if kind in item.head.types else 2
