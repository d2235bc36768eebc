"""Models for Qt's views, over plain rows fetched page by page."""
