"""The screens, one module each (with its panels beside it)."""
