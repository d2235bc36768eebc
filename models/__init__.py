"""The book and its rules. Imports neither Qt nor reportlab."""
