"""The ledger over all pages: records that tell of one thing are one entry with a history, each join with its reason."""

from dragoman.relations.lives.keep import refresh_lives

__all__ = ["refresh_lives"]
