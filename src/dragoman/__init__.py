"""Dragoman reads news pages and keeps an accountable record of relations between states.

Each verb of the command line has a function of the same name here: `dragoman.code`, `dragoman.read`, `dragoman.ask` ...
They are imported when they are first used, so that `import dragoman` costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "code": "dragoman.api",
    "demo": "dragoman.shows.demo",
    "read": "dragoman.api",
    "text": "dragoman.api",
    "times": "dragoman.api",
    "who": "dragoman.api",
    "schema": "dragoman.api",
    "info": "dragoman.api",
    "ask": "dragoman.relations.ask",
    "why": "dragoman.relations.explain",
    "page": "dragoman.relations.ask",
    "events": "dragoman.relations.lists",
    "quotations": "dragoman.relations.lists",
    "agreements": "dragoman.relations.lists",
    "deadlines": "dragoman.relations.lists",
    "demands": "dragoman.relations.lists",
    "alignments": "dragoman.relations.lists",
    "prospects": "dragoman.relations.lists",
    "life": "dragoman.relations.lists",
    "agenda": "dragoman.relations.agenda",
    "review": "dragoman.relations.lives.review",
    "reviews": "dragoman.relations.lives.review",
    "pages": "dragoman.relations.lists",
    "refused": "dragoman.relations.lists",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*_HOME, "__version__"])


class _Verbs(ModuleType):
    """This module, but for one thing: importing the package `dragoman.pages` does not hide the verb `pages`."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system sets a package as its parent's attribute; `from dragoman.pages...` does not look there.
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Verbs
