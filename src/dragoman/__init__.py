"""Dragoman reads news pages and keeps an accountable record of relations between states."""

__version__ = "0.1.0"
