"""The files of a commercial system, as rows for the ledger: `PortfolioFolder` is the port `Portfolio`."""

from receivables.adapters.files.folder import PortfolioFolder

__all__ = ["PortfolioFolder"]
