"""What the set-up says, in French then in English: it runs before any translation exists."""

import sys
from typing import NoReturn


def say(french: str, english: str) -> None:
    print(f"{french}\n{english}", flush=True)


def stop(french: str, english: str) -> NoReturn:
    """One clear sentence in each language, and a status that stops make."""
    sys.exit(f"{french}\n{english}")
