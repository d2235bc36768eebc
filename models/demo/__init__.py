"""The demonstration book: a believable garage, its clients, and years of what happened.

The same seed and the same day give the same book, to the last byte of its salts. Every entry is
judged by the same rules as those a person notes.
"""

from models.demo.filling import Progress, demo_draft, fill

__all__ = ["Progress", "demo_draft", "fill"]
