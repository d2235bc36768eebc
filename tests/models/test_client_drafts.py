"""A client file made fit for the book, whichever way it is done."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.client_drafts import (
    AssetDraft,
    Channel,
    ClientDraft,
    ReachDraft,
    _is_clean,
    _made_clean,
    cleaned,
)
from models.errors import Refused

_words = st.sampled_from(["", "Durand", "Zoé", " Zoé", "a|b", "a |", "| b", "\n", "x" * 121])
_texts = _words | st.text(alphabet="aé |\0\u0301\ud800\n\t\u00a0", max_size=6)
_reaches = st.builds(ReachDraft, st.sampled_from(get_args(Channel)), _texts, _texts)
_assets = st.builds(
    AssetDraft, name=_texts, identifier=_texts, vin=_texts, mileage=st.none() | st.integers(0, 99)
)
_drafts = st.builds(
    ClientDraft,
    first_name=_texts,
    last_name=_texts,
    street=_texts,
    notes=_texts,
    reference=st.none() | _texts,
    reaches=st.lists(_reaches, max_size=2).map(tuple),
    tags=st.lists(_texts, max_size=2).map(tuple),
    assets=st.lists(_assets, max_size=2).map(tuple),
)


@given(_drafts)
def test_a_file_that_looks_clean_is_what_cleaning_makes_of_it(draft: ClientDraft) -> None:
    if _is_clean(draft):
        assert _made_clean(draft) == draft


@given(_drafts)
def test_a_file_is_clean_once_cleaned(draft: ClientDraft) -> None:
    try:
        clean = cleaned(draft)
    except Refused:
        return
    assert cleaned(clean) == clean == _made_clean(clean)


def test_an_ordinary_file_is_seen_to_be_clean_at_once() -> None:
    reaches = (ReachDraft("phone", "06 39 98 01 02", "mobile"), ReachDraft("email", "a@b.fr"))
    assets = (AssetDraft(name="Peugeot 308", identifier="VA-032-KT", mileage=118_400),)
    draft = ClientDraft("Mme", "Zoé", "N’Diaye", town="Die", reaches=reaches, assets=assets)
    assert _is_clean(draft)
    assert cleaned(draft) is draft


def test_an_impossible_mileage_is_refused() -> None:
    with pytest.raises(Refused):
        cleaned(ClientDraft(last_name="Durand", assets=(AssetDraft(mileage=10_000_000),)))
