"""SIRET and French VAT numbers, against python-stdnum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret as siret_oracle
from stdnum.fr import tva as vat_oracle

from models.rules.registrations import (
    Fault,
    compact,
    siret_fault,
    siret_shown,
    vat_fault,
    vat_of,
)

digits = st.text("0123456789", min_size=12, max_size=15)
letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    "number",
    ["732 829 320 00074", "73282932000074", "732.829.320.00074", "35600000000048"],
)
def test_a_siret_is_read_however_it_is_spaced(number: str) -> None:
    assert siret_fault(number) is None


def test_a_post_office_follows_its_own_rule() -> None:
    assert siret_fault("356 000 000 49837") is None
    assert siret_fault("356 000 000 49838") is Fault.CHECKSUM


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("732 829 320 0007", Fault.LENGTH),
        ("732 829 320 00075", Fault.CHECKSUM),
        ("732 829 320 0007A", Fault.FORM),
        ("", Fault.FORM),
        ("١٢٣٤٥٦٧٨٩٠١٢٣٤", Fault.FORM),
    ],
)
def test_a_wrong_siret_says_what_is_wrong(number: str, fault: Fault) -> None:
    assert siret_fault(number) is fault


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("FR44732829320", None),
        ("fr 44 732 829 320", None),
        ("FR45732829320", Fault.CHECKSUM),
        ("44732829320", Fault.FORM),
        ("FR4473282932", Fault.LENGTH),
        ("FRO4732829320", Fault.FORM),
        ("FR44732829321", Fault.CHECKSUM),
    ],
)
def test_a_vat_number_is_the_key_and_the_siren(number: str, fault: Fault | None) -> None:
    assert vat_fault(number) is fault


@given(digits)
def test_a_siret_is_judged_as_by_stdnum(number: str) -> None:
    assert (siret_fault(number) is None) == siret_oracle.is_valid(number)


@given(st.text("123456789", min_size=8, max_size=8), st.text("0123456789", min_size=4, max_size=4))
def test_of_the_hundred_ends_of_a_siret_one_is_good_and_gives_its_vat_number(
    siren: str, office: str
) -> None:
    ends = [(last, end) for last in "0123456789" for end in "0123456789"]
    numbers = [siren + last + office + end for last, end in ends]
    good = [number for number in numbers if siret_fault(number) is None]
    assert good == [number for number in numbers if siret_oracle.is_valid(number)]
    assert len(good) == 1
    assert vat_oracle.is_valid(vat_of(good[0]))


@given(st.text("0123456789", min_size=5, max_size=5))
def test_every_post_office_is_judged_as_by_stdnum(office: str) -> None:
    number = "356000000" + office
    assert (siret_fault(number) is None) == siret_oracle.is_valid(number)


@given(st.text(letters, min_size=2, max_size=2), st.text("0123456789", min_size=9, max_size=9))
def test_a_vat_number_is_judged_as_by_stdnum(key: str, siren: str) -> None:
    for number in (f"FR{key}{siren}", f"FR{key}732829320"):
        assert (vat_fault(number) is None) == vat_oracle.is_valid(number)


def test_a_siret_is_shown_in_groups() -> None:
    assert siret_shown("73282932000074") == "732 829 320 00074"
    assert compact("fr 44-732.829/320") == "FR44732829320"
