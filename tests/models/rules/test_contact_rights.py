"""Whether an offer may go: what the law says of each channel, and the silences we keep."""

from datetime import date

import pytest

from models.rules.contact_rights import Channel, Ground, Known, offer_right

TODAY = date(2026, 11, 22)
BEFORE = date(2026, 8, 10)
VISIT = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("channel", "known", "day", "ground"),
    [
        (Channel.EMAIL, Known(), TODAY, Ground.NO_CONSENT),
        (Channel.EMAIL, Known(consent=(True, VISIT)), TODAY, Ground.CONSENT),
        (Channel.EMAIL, Known(consent=(False, TODAY), last_purchase=VISIT), TODAY, Ground.REFUSED),
        (Channel.EMAIL, Known(last_purchase=VISIT), TODAY, Ground.PURCHASE),
        (Channel.SMS, Known(last_purchase=VISIT), TODAY, Ground.PURCHASE),
        (Channel.SMS, Known(last_purchase=date(2023, 11, 23)), TODAY, Ground.PURCHASE),
        (Channel.SMS, Known(last_purchase=date(2023, 11, 22)), TODAY, Ground.NO_CONSENT),
        (Channel.PHONE, Known(last_purchase=VISIT), BEFORE, Ground.BEFORE_LAW),
        (Channel.PHONE, Known(last_purchase=VISIT), date(2026, 8, 11), Ground.NO_CONSENT),
        (Channel.PHONE, Known(consent=(True, VISIT)), TODAY, Ground.CONSENT),
        (Channel.PHONE, Known(consent=(False, VISIT)), BEFORE, Ground.REFUSED),
        (Channel.POST, Known(), TODAY, Ground.NOT_REFUSED),
        (Channel.POST, Known(consent=(False, VISIT)), TODAY, Ground.REFUSED),
        (Channel.POST, Known(reachable=False), TODAY, Ground.UNREACHABLE),
        (Channel.POST, Known(silence=Ground.COMPLAINT), TODAY, Ground.COMPLAINT),
        (Channel.EMAIL, Known(False, (True, VISIT), VISIT, Ground.RUPTURE), TODAY, Ground.RUPTURE),
    ],
)
def test_the_ground_of_each_answer(
    channel: Channel, known: Known, day: date, ground: Ground
) -> None:
    right = offer_right(channel, known, day)
    assert right.ground is ground
    allowing = (Ground.CONSENT, Ground.PURCHASE, Ground.NOT_REFUSED, Ground.BEFORE_LAW)
    assert right.ok is (ground in allowing)


def test_a_right_says_since_when() -> None:
    assert offer_right(Channel.SMS, Known(consent=(True, VISIT)), TODAY).since == VISIT
    assert offer_right(Channel.SMS, Known(last_purchase=VISIT), TODAY).since == VISIT
