"""Imported for what it does, once, before the rest of the window: imports are Python's own again.

PySide6 puts an `import` of its own in Python's place, which reads the source of each module
imported afterwards, and keeps it in memory, to see whether its name is in it: that is for
`from __feature__ import …`, of which the program has none. It made a quarter of the time imports
take, and 12 MB.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its import in Python's place

builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
