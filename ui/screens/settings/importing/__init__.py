"""The panels of Réglages › Importer, and the work behind them."""
