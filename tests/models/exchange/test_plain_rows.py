"""A row read in short says what the closer reading says of it, or leaves it to that one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.exchange import headers
from models.exchange.assets import Kinds
from models.exchange.client_rows import ClientRows
from models.exchange.mapping import Column, Mapping, Use
from models.exchange.told_row import ReadClient

_KINDS = Kinds("other", {"vehicule": "vehicle", "velo": "bike"})
_CELLS = (
    *("", "", "", "DUPONT", "Jean-Marc", "d’Aubigny", "M.", "Mme", "société", "SARL Morel & Fils"),
    *("GARAGE MOREL", "mairie de die", "Durand, Jean", "JEAN Dupont", "Ren? Morel", "Œuvrard"),
    *("06 39 98 06 33", "0639980633", "06.39.98.06.33", "+33 6 39 98 06 33", "'+33 6 39 98 06 33"),
    *("04 75 12 34 56 / 06 12 34 56 78", "06 39 98 06 33 (soir)", "+32 475 12 34 56", "12", "n/c"),
    *(
        "a.b@example.fr",
        "A@Example.FR",
        "a@x.fr ; b@x.fr",
        "a@@x",
        "Jean <j@x.fr>",
        "mailto:a@x.fr",
    ),
    *(
        "26000",
        "7130",
        "26000 VALENCE",
        "ROMANS-SUR-ISÈRE",
        "F-26150",
        "France",
        "FRANCE",
        "Suisse",
    ),
    *("19", "3", "31", "2", "1975", "14/03/1975", "31/02/1975", "2013-04-10", "00/00/0000", "2099"),
    *("flotte; ancienne", "a; a", "* Home", "mobile", "Other", "x" * 41, "x" * 61, "x" * 121),
    *("118 400 km", "117900", "beaucoup", "FD-731-QS", "fd731qs", "1234 ab 26", "vf3 0a2", "Vélo"),
    *("Véhicule", "RENAULT", "Clio", "oui", "non", "peut-être", "=1+1", '="0612"', "'=a", "'a"),
    *("e\u0301te\u0301", "a\u00a0b", " a", "a ", "a\nb", "\u200ba", "\ufb01n", "µß", "ǰ", "١٢٣٤"),
)
_columns = st.lists(
    st.builds(
        Column,
        header=st.sampled_from(["Nom", "Nom Prénom", "Téléphone", "Autre"]),
        use=st.sampled_from([None, *Use]),
        label=st.sampled_from(["", "", "mobile", "bureau", "y" * 41]),
        group=st.sampled_from(["", "", "1", "2", "home"]),
    ),
    min_size=1,
    max_size=14,
)
_rows = st.lists(
    st.lists(st.sampled_from(_CELLS) | st.text(max_size=5), min_size=1, max_size=15),
    min_size=1,
    max_size=4,
)


def _rows_of(columns: list[Column]) -> ClientRows:
    return ClientRows(Mapping(tuple(columns)), date(2026, 11, 23), kinds=_KINDS)


def _closely(rows: ClientRows, cells: list[str]) -> ReadClient | None:
    try:
        return rows.read_closely(cells)
    except Refused:
        return None


@settings(max_examples=400)
@given(_columns, _rows)
def test_a_row_read_in_short_is_as_read_closely(
    columns: list[Column], lines: list[list[str]]
) -> None:
    rows = _rows_of(columns)
    for cells in lines * 2:  # what is remembered is what was read
        if short := rows.plain.read(cells):
            assert short == _closely(rows, cells)


_HEADER = (
    "Référence;Civilité;Prénom;Nom;Société;Adresse;Code postal;Ville;Pays;Jour de naissance;"
    "Mois de naissance;Client depuis;Notes;Étiquettes;Téléphone 1 - Libellé;Téléphone 1 - Valeur;"
    "E-mail 1 - Libellé;E-mail 1 - Valeur;Véhicule;Immatriculation;VIN;Kilométrage"
).split(";")
_PLAIN = [
    "1;Mme;Hélène;DURAND;;40 place de la Liberté;26000;VALENCE;France;19;3;2013-04-10;Une note;"
    "flotte;mobile;06.39.98.25.43;;a.b@example.com;Peugeot 308;fd731qs;VF30A2LFDJH466422;117 900",
    "2;M.;Noé;d’Œuvrard;;;;Tain-l’Hermitage;;;;;;;bureau;'+33 5 36 49 77 17;;;;;;",
    "3;SARL;;GARAGE MOREL;;;;;;;;;;;;;;;;;;",
    "1;Mme;Hélène;Durand;;;;;;;;;;;;;;;Ford Fiesta;AV-214-WE",
]


@pytest.mark.parametrize("row", _PLAIN)
def test_ordinary_rows_are_read_in_short(row: str) -> None:
    rows = _rows_of(list(headers.recognise(_HEADER).columns))
    cells = row.split(";")
    short = rows.plain.read(cells)
    assert short is not None
    assert short == rows.read_closely(cells) == rows.read(cells)


@pytest.mark.parametrize(
    "row", [_PLAIN[0].replace("DURAND", "DU?AND"), _PLAIN[0].replace("19;3", "31;2"), ";" * 21]
)
def test_a_row_with_something_to_tell_is_read_closely(row: str) -> None:
    rows = _rows_of(list(headers.recognise(_HEADER).columns))
    assert rows.plain.read(row.split(";")) is None
