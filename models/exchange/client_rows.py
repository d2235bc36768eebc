"""A row of a client file becomes a client draft, with what deserves a look."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import compress

from models.client_drafts import ClientDraft, ReachDraft, cleaned
from models.days import EARLIEST
from models.exchange import addresses, assets, names, reaches
from models.exchange.cells import unprotect
from models.exchange.consents import CHANNELS
from models.exchange.dates import Birthday, read_birthday, read_day
from models.exchange.mapping import Column, Mapping, Use
from models.exchange.plain_rows import PlainRows
from models.exchange.told_row import (
    LONG_USES,
    NAME_LIMIT,
    ReadClient,
    Row,
    civility_of,
    consents_of,
    tags_of,
)
from models.i18n import _
from models.rules.folding import clean_text, fold

_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_LANDLINE = re.compile(r"0[1-59] ")
_SPACES = re.compile(r"\s+")
_BIRTH = (Use.BIRTH_DAY, Use.BIRTH_MONTH, Use.BIRTH_YEAR)
_NOTES_LIMIT = 4_000


class ClientRows:
    """Reads rows by a mapping. `region` for phones without prefix; `kinds` of assets."""

    def __init__(
        self,
        mapping: Mapping,
        today: date,
        region: str = "FR",
        kinds: assets.Kinds = assets.VEHICLES,
    ) -> None:
        self._columns = [
            None if column.use in (None, Use.NOTHING) else column for column in mapping.columns
        ]
        uses = {column.use for column in mapping.columns}
        self._splits_last = Use.FIRST_NAME not in uses
        self._birth_uses = [use for use in _BIRTH if use in uses]
        self._asks = bool(uses & CHANNELS.keys())
        self._labels: dict[str, str] = {}
        self._day_first = mapping.day_first
        self._today = today
        self._region = region
        self._kinds = kinds
        self.plain = PlainRows(self._columns, self, region, kinds)

    def read(self, cells: list[str]) -> ReadClient:
        """The client a row describes; raises Refused when it names nobody."""
        return self.plain.read(cells) or self.read_closely(cells)

    def read_closely(self, cells: list[str]) -> ReadClient:
        """The same, whatever the row holds."""
        row, plain = Row(), _are_plain(cells)
        for column, cell in compress(zip(self._columns, cells, strict=False), cells):
            if column is not None:
                text = cell if plain else _tidy(cell, column.use)
                if text:
                    row.add(column, text)
        consents = consents_of(row) if self._asks else ()
        draft = self._draft(row)
        told = row.one(Use.RECOMMENDED_BY), tuple(row.remarks)
        own = tuple((column.header, cell) for column, cell in row.of(Use.OWN_FIELD))
        return ReadClient(cleaned(draft), *told, consents, own)

    def _draft(self, row: Row) -> ClientDraft:
        civility, first, last, company = self.names(row)
        address = addresses.read(row.cells, prefer_business=bool(company and not first))
        birthday = self.birthday(row)
        since = self.since(row)
        found = assets.read(row.cells, self._kinds, row.keep)
        ways = [*self._phones(row), *self._emails(row)]
        row.notes += [_("Autre adresse : {address}").format(address=a) for a in address.others]
        return ClientDraft(
            civility=civility,
            first_name=first,
            last_name=last,
            company=company,
            street=address.street,
            postcode=address.postcode,
            town=address.town,
            country=address.country,
            birth_day=birthday.day,
            birth_month=birthday.month,
            birth_year=birthday.year,
            since=since,
            how_came=", ".join(row.texts(Use.HOW_CAME)),
            notes=self._notes(row),
            reference=row.one(Use.REFERENCE) or None,
            reaches=reaches.distinct(ways),
            tags=tags_of(row) if Use.TAGS in row.cells else (),
            assets=found,
        )

    # -- names -----------------------------------------------------------------------------

    def names(self, row: Row) -> tuple[str, str, str, str]:
        civility, is_firm = civility_of(row) if Use.CIVILITY in row.cells else ("", False)
        first = row.joined(Use.FIRST_NAME, Use.MIDDLE_NAME)
        last = row.joined(Use.LAST_NAME, Use.NAME_SUFFIX)
        company = row.one(Use.COMPANY)
        full = row.one(Use.FULL_NAME)
        if full and not (first or last or full == company):
            first, last, found = _whole_name(full, _last_first(row.of(Use.FULL_NAME)[0][0]))
            civility = civility or found
        elif last and self._splits_last:
            first, last, found = _whole_name(last, None)
            civility = civility or found
        if not company and not first and (is_firm or names.is_firm_word(last)):
            last, company = "", last
        if company and not first and not civility and _within(last, company):
            last = ""
        if "?" in first + last:
            row.remarks.append(_("Une lettre du nom s’est perdue dans le fichier (« ? »)."))
        if last != row.one(Use.REFERENCE):  # a journal gives nothing else for a name
            last = names.person_name(last)
        return civility, names.person_name(first), last, names.firm_name(company)

    # -- ways to reach -----------------------------------------------------------------------

    def _phones(self, row: Row) -> Iterator[ReachDraft]:
        if Use.PHONE not in row.cells:
            return
        labels = {column.group: cell for column, cell in row.of(Use.PHONE_LABEL)}
        for column, cell in row.of(Use.PHONE):
            label = self.label(labels.get(column.group) or column.label)
            number = reaches.plain_phone(cell, self._region)
            if number:
                yield self.phone(number, label)
            elif sum(map(str.isdigit, cell[:NAME_LIMIT])) < 3:
                row.keep(column, cell, _("Ceci n’est pas un numéro de téléphone"))
            else:
                for text in reaches.split_phones(cell):
                    number, words = reaches.take_words(text)
                    value, remark = reaches.read_phone(number, self._region)
                    row.say(remark)
                    yield self.phone(value, words or label)

    def phone(self, value: str, label: str) -> ReachDraft:
        if label and label == self.label("mobile") and _LANDLINE.match(value):
            label = ""
        return ReachDraft("phone", value, label)

    def _emails(self, row: Row) -> Iterator[ReachDraft]:
        if Use.EMAIL not in row.cells:
            return
        labels = {column.group: cell for column, cell in row.of(Use.EMAIL_LABEL)}
        for column, cell in row.of(Use.EMAIL):
            if "@" not in cell:
                row.keep(column, cell, _("Ceci n’est pas une adresse e-mail"))
                continue
            for text in reaches.split_emails(cell):
                value, remark = reaches.read_email(text)
                row.say(remark)
                yield ReachDraft("email", value, self.label(labels.get(column.group, "")))

    def label(self, text: str) -> str:
        found = self._labels.get(text)
        if found is None:
            found = self._labels[text] = _label(text)
        return found

    # -- days and notes ------------------------------------------------------------------------

    def birthday(self, row: Row) -> Birthday:
        for column, cell in row.of(Use.BIRTHDAY):
            found = read_birthday(cell, day_first=self._day_first, this_year=self._today.year)
            if found is not None:
                return found
            row.keep(column, cell, _("Cette date d’anniversaire n’existe pas"))
        parts = [row.one(use) for use in self._birth_uses]
        if not any(parts):
            return Birthday()
        text = "/".join(part for part in parts if part)
        found = read_birthday(text, this_year=self._today.year)
        if found is None:
            row.notes.append(_("Anniversaire : {text}").format(text=text))
        return found or Birthday()

    def since(self, row: Row) -> date | None:
        for column, cell in row.of(Use.SINCE):
            found = read_day(cell, day_first=self._day_first, this_year=self._today.year)
            if found is not None and EARLIEST <= found <= self._today:
                return found
            if any(c not in "0/-. " for c in cell):
                row.keep(column, cell, _("Cette date n’existe pas"))
        return None

    def _notes(self, row: Row) -> str:
        labelled = [f"{c.header} : {cell}" for c, cell in row.of(Use.LABELLED_NOTE)]
        text = "\n".join([*row.texts(Use.NOTES), *labelled, *row.notes])
        if len(text) > _NOTES_LIMIT:
            row.say(_("Notes trop longues : coupées à 4 000 caractères."))
        return text


def _are_plain(cells: list[str]) -> bool:
    """Whether each cell is sure to be its own text: nothing in it is hidden, nor around it."""
    row = f"|{'|'.join(cells)}|"
    around = "| " in row or " |" in row or "|'" in row or "|=" in row
    return not around and row.isprintable()


def _tidy(cell: str, use: Use | None) -> str:
    """The cell's text, without what programs put around it."""
    if cell.isprintable():
        cell = cell.strip()
    else:
        cell = clean_text(cell.translate(_HIDDEN), 1 << 20)
        if use not in LONG_USES and use not in (Use.STREET, Use.PHONE, Use.EMAIL, Use.TAGS):
            cell = _SPACES.sub(" ", cell)
        cell = cell.replace("\xa0", " ").strip()
    if cell.startswith(("'", "=")):
        formula = _TEXT_FORMULA.fullmatch(cell)
        cell = formula[1].strip() if formula else unprotect(cell)
    return cell


def _whole_name(text: str, last_first: bool | None) -> tuple[str, str, str]:
    """(first, last, civility) of a name in one cell; a firm's stays in the last name."""
    if names.is_firm_word(text):
        return "", text, ""
    civility, name = names.take_civility(text)
    first, last = names.split_name(name, last_first=last_first)
    return first, last, civility


def _last_first(column: Column) -> bool | None:
    """The order a header announces: « Nom Prénom », « Full Name »; None when it says none."""
    folded = fold(column.header)
    if "prenom" in folded:
        return not folded.startswith("prenom")
    return False if folded in ("full name", "name", "display name", "nom affiche") else None


def _within(last: str, company: str) -> bool:
    return set(fold(last).split()) <= set(fold(company).split())


def _label(text: str) -> str:
    """A phone's label in plain French; « * Home » is Google's."""
    text = text.removeprefix("* ").strip()
    folded = fold(text)
    if folded in ("", "other", "autre"):
        return ""
    if folded in ("home", "domicile"):
        return _("domicile")
    if folded in ("work", "bureau"):
        return _("bureau")
    return _("mobile") if folded == "mobile" else text
