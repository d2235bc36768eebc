"""Believable vehicles: plates of both systems, VIN, key reference, mileage, next inspection."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from models.client_drafts import AssetDraft
from models.demo.data import Model, Sentences, people
from models.demo.dice import Dice

# Since April 2009 plates go through AA to ZZ in turn; the first letter and when it began.
_SERIES = (
    (date(2009, 4, 15), "A"),
    (date(2010, 9, 1), "B"),
    (date(2011, 11, 15), "C"),
    (date(2013, 9, 15), "D"),
    (date(2015, 12, 15), "E"),
    (date(2018, 9, 15), "F"),
    (date(2021, 2, 1), "G"),
    (date(2024, 7, 1), "H"),
    (date(2028, 1, 1), "J"),
    (date(2031, 7, 1), "K"),
    (date(2035, 1, 1), "L"),
)
_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
_VIN = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


def vehicle(
    dice: Dice, texts: Sentences, today: date, *, at_work: bool, named: str = ""
) -> tuple[AssetDraft, Model]:
    """A vehicle still on the road and its model; `named` asks for that model."""
    model = _model(dice, today, at_work, named)
    newest = min(model.last, today.year - 1)
    year = dice.between(max(model.first, min(newest, today.year - 16)), newest)
    first_day = date(year, dice.between(1, 12), dice.between(1, 28))
    age = (today - first_day).days
    yearly = dice.between(18, 42) if at_work else dice.between(5, 19)
    mileage = min(age * yearly // 365, 390) * 1000 + dice.between(1, 9) * 100
    return AssetDraft(
        name=model.name,
        identifier=_plate(dice, first_day),
        vin=_vin(dice, model.wmi) if dice.chance(80) else "",
        key_reference=_key_reference(dice) if dice.chance(45) else "",
        mileage=mileage if dice.chance(90) else None,
        due_on=next_inspection(first_day, today - timedelta(days=dice.between(0, 25))),
        due_what=texts.word["inspection"],
    ), model


def sold(dice: Dice, texts: Sentences, start: date, today: date) -> AssetDraft:
    """A vehicle the client had before, sold since."""
    ended = start + timedelta(days=dice.between(1, max(1, (today - start).days)))
    asset, _model_of = vehicle(dice, texts, ended, at_work=False)
    return AssetDraft(
        name=asset.name, identifier=asset.identifier, notes=texts.word["sold"], ended_on=ended
    )


def next_inspection(first_day: date, after: date) -> date:
    """The inspection: four years after the first registration, then every two years."""
    due = first_day.replace(year=first_day.year + 4)
    while due < after:
        due = due.replace(year=due.year + 2)
    return due


def _model(dice: Dice, today: date, at_work: bool, named: str) -> Model:
    models, of_work, of_homes = _stock()
    for model in models:
        if model.name == named:
            return model
    model = dice.weighted(models, of_work if at_work else of_homes)
    while model.first >= today.year - 1:
        model = dice.weighted(models, of_work if at_work else of_homes)
    return model


@cache
def _stock() -> tuple[list[Model], list[int], list[int]]:
    models = people().vehicles
    weigh: Callable[[Model], int] = lambda model: model.work or model.weight  # noqa: E731
    return models, [weigh(model) for model in models], [model.weight for model in models]


def _plate(dice: Dice, first_day: date) -> str:
    """« 1234 VW 26 » before April 2009 (unless registered anew since), « AB-123-CD » after."""
    if first_day < _SERIES[0][0]:
        if dice.chance(70):
            letters = dice.pick(_LETTERS) + dice.pick(_LETTERS)
            return (
                f"{dice.between(101, 9899)} {letters} {dice.pick(('26', '26', '26', '07', '38'))}"
            )
        first_day = _SERIES[0][0] + timedelta(days=dice.between(0, 4000))
    place = max(i for i, (since, _letter) in enumerate(_SERIES[:-1]) if since <= first_day)
    (since, letter), (until, _next) = _SERIES[place], _SERIES[place + 1]
    second = _LETTERS[(first_day - since).days * len(_LETTERS) // (until - since).days]
    last = dice.pick(_LETTERS) + dice.pick(_LETTERS)
    return f"{letter}{second}-{dice.between(1, 999):03d}-{last if last != 'SS' else 'ST'}"


def _vin(dice: Dice, wmi: str) -> str:
    middle = "".join(dice.pick(_VIN) for _place in range(8))
    return f"{wmi}{middle}{dice.between(1, 999_999):06d}"


def _key_reference(dice: Dice) -> str:
    return f"{dice.between(1, 9)}{dice.pick('ABCDEFGHK')}-{dice.between(100, 999)}"
