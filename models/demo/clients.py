"""Believable client files: households and firms around Valence, and how to reach them.

Telephones come from the ranges kept for fiction, e-mail addresses from reserved domains.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.demo.data import Model, Scene, Sentences, people
from models.demo.dice import Dice
from models.demo.vehicles import sold, vehicle
from models.rules.folding import fold

_LAND_LINES = ("04 65 71", "04 65 71", "04 65 71", "01 99 00", "02 61 91", "03 53 01", "05 36 49")
_MOBILE = "06 39 98"
_DOMAINS = ("example.fr", "example.com")
_ELDEST, _YOUNGEST = 1938, 2005


class ClientMaker:
    """Makes the file of one client who arrived on `arrival`, as it is `today`."""

    def __init__(self, dice: Dice, texts: Sentences, arrival: date, today: date) -> None:
        self._dice = dice
        self._texts = texts
        self._arrival = arrival
        self._today = today

    def make(
        self, *, firm: bool, long_known: bool, referrer: int | None, scene: Scene | None
    ) -> ClientDraft:
        """The file; a scene's person keeps the name it has there."""
        who = dict(scene.who) if scene is not None else {}
        firm = firm or "company" in who
        draft = self._person(who)
        draft = self._household(draft) if not firm else self._company(draft, who)
        draft = replace(
            draft,
            street=f"{self._dice.between(1, 140)} {self._dice.pick(people().streets)}",
            since=self._since(long_known),
            how_came=self._how_came(referrer, long_known),
            recommended_by=referrer,
        )
        draft = self._with_vehicles(draft, firm, scene)
        birthday = scene.birthday if scene is not None else None
        if birthday is not None:
            day = self._today + timedelta(days=birthday)
            draft = replace(draft, birth_day=day.day, birth_month=day.month)
        return draft

    # -- who -----------------------------------------------------------------------------------

    def _person(self, who: dict[str, Any]) -> ClientDraft:
        dice, names = self._dice, people()
        born = dice.between(_ELDEST, min(_YOUNGEST, self._arrival.year - 19))
        generation = 0 if born < 1956 else 1 if born < 1976 else 2
        woman = dice.chance(50)
        first_names = (names.women if woman else names.men)[generation]
        postcode, town, _weight = dice.weighted(names.towns, _town_weights())
        draft = ClientDraft(
            civility="Mme" if woman else "M.",
            first_name=dice.often_first(first_names),
            last_name=dice.often_first(names.last_names),
            address_form="tu" if dice.chance(8) else "vous",
            postcode=postcode,
            town=town,
        )
        if dice.chance(55):
            day = date(born, dice.between(1, 12), dice.between(1, 28))
            year = born if dice.chance(40) else None
            draft = replace(draft, birth_day=day.day, birth_month=day.month, birth_year=year)
        return replace(draft, **who)

    def _household(self, draft: ClientDraft) -> ClientDraft:
        dice, word = self._dice, self._texts.word
        reaches = []
        if dice.chance(88):
            reaches.append(ReachDraft("phone", self._number(_MOBILE), word["mobile"]))
        if dice.chance(38) or not reaches:
            reaches.append(ReachDraft("phone", self._number(self._area()), word["home"]))
        if dice.chance(12):
            reaches.append(ReachDraft("phone", self._number(self._area()), word["work"]))
        if dice.chance(68):
            reaches.append(ReachDraft("email", self._address(draft.first_name, draft.last_name)))
        if dice.chance(6):
            reaches.append(ReachDraft("email", self._address("", draft.last_name), word["work"]))
        tags = (self._texts.tag["neighbour"],) if dice.chance(5) else ()
        return replace(draft, reaches=tuple(reaches), tags=tags)

    def _company(self, draft: ClientDraft, who: dict[str, Any]) -> ClientDraft:
        dice, word, tag = self._dice, self._texts.word, self._texts.tag
        firms = people().firms
        pattern, _weight = dice.weighted(firms, _firm_weights())
        company = who.get("company") or pattern.format(name=draft.last_name, town=draft.town)
        reaches = [
            ReachDraft("phone", self._number(self._area()), word["work"]),
            ReachDraft("phone", self._number(_MOBILE), word["mobile"]),
            ReachDraft("email", self._address("", company)),
        ]
        tags = [tag["taxi"]] if "Taxi" in company else []
        if not (dice.chance(75) or who):
            draft = replace(draft, civility="", first_name="", last_name="")
        draft = replace(draft, birth_day=None, birth_month=None, birth_year=None)
        return replace(draft, company=company, reaches=tuple(reaches), tags=tuple(tags))

    def _since(self, long_known: bool) -> date:
        """Clients of the first days often came long before the book was opened."""
        if long_known and self._dice.chance(60):
            return self._arrival - timedelta(days=self._dice.between(200, 6500))
        return self._arrival

    def _how_came(self, referrer: int | None, long_known: bool) -> str:
        if referrer is not None:
            return self._texts.recommended
        ways = self._texts.how_came
        if long_known:
            return ways[-1] if self._dice.chance(50) else ""
        return self._dice.pick(ways[:-1]) if self._dice.chance(60) else ""

    # -- how to reach them ---------------------------------------------------------------------

    def _area(self) -> str:
        return self._dice.pick(_LAND_LINES)

    def _number(self, start: str) -> str:
        dice = self._dice
        number = f"{start} {dice.between(0, 99):02d} {dice.between(0, 99):02d}"
        form = dice.random()
        if form < 0.7:
            return number
        if form < 0.82:
            return number.replace(" ", ".")
        if form < 0.94:
            return number.replace(" ", "")
        return f"+33 {number[1:]}"

    def _address(self, first: str, last: str) -> str:
        parts = [_letters(part) for part in (first, last) if part]
        local = self._dice.pick((".", ".", "-", "")).join(parts)
        if self._dice.chance(20):
            local += str(self._dice.between(1, 99))
        return f"{local}@{self._dice.pick(_DOMAINS)}"

    # -- vehicles ------------------------------------------------------------------------------

    def _with_vehicles(self, draft: ClientDraft, firm: bool, scene: Scene | None) -> ClientDraft:
        dice, tag = self._dice, self._texts.tag
        count = dice.between(2, 6) if firm else dice.weighted((1, 2, 3, 0), (66, 25, 4, 5))
        named = scene.vehicle if scene is not None else ""
        assets: list[AssetDraft] = []
        tags = list(draft.tags)
        for _place in range(max(count, 1 if scene is not None else 0)):
            asset, model = vehicle(dice, self._texts, self._today, at_work=firm, named=named)
            named = ""
            read_on = self._today - timedelta(days=dice.between(3, 330))
            if asset.mileage is not None and read_on >= self._arrival:
                asset = replace(asset, mileage_on=read_on)
            assets.append(asset)
            tags += _tags_of(model, tag)
        if scene is not None and scene.inspection is not None:
            due_on = self._today + timedelta(days=scene.inspection)
            assets[0] = replace(assets[0], due_on=due_on)
        if firm and count > 3:
            tags.append(tag["firm"])
        if not firm and dice.chance(12):
            assets.append(sold(dice, self._texts, self._arrival, self._today))
        if dice.chance(5):
            tags.append(tag["winter"])
        return replace(draft, assets=tuple(assets), tags=tuple(dict.fromkeys(tags)))


def _tags_of(model: Model, tag: dict[str, str]) -> list[str]:
    return [tag["electric"]] * model.electric + [tag["old"]] * model.old


@cache
def _letters(text: str) -> str:
    return fold(text).replace(" ", "-")


@cache
def _town_weights() -> list[int]:
    return [weight for _postcode, _town, weight in people().towns]


@cache
def _firm_weights() -> list[int]:
    return [weight for _pattern, weight in people().firms]
