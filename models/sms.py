"""Which phone numbers take an SMS: those of mobiles, and those nobody can tell apart."""

from functools import lru_cache

from models.rules.folding import phone_key

_HOME = "FR"
_NATIONAL = 10
_MOBILES = ("06", "07")


def takes_sms(number: str) -> bool:
    """Whether an SMS may reach this number; one that cannot be read is given the benefit."""
    key = phone_key(number)
    if len(key) == _NATIONAL and key.startswith("0"):  # most of a book: told without the tables
        return key.startswith(_MOBILES)
    return _abroad(number)


@lru_cache(maxsize=1 << 12)
def _abroad(number: str) -> bool:
    import phonenumbers  # numbers of every country: the window starts without it

    try:
        read = phonenumbers.parse(number, _HOME)
    except phonenumbers.NumberParseException:
        return True
    kinds = phonenumbers.PhoneNumberType
    kind = phonenumbers.number_type(read)
    return kind in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE, kinds.UNKNOWN)
