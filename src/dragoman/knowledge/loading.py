"""Everything heavy, loaded once and handed to every stage; compiled knowledge is cached by a hash of its sources."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from dragoman import __version__
from dragoman.knowledge import Parser, Rules
from dragoman.knowledge.events import Lexicon
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.gist import Gist
from dragoman.knowledge.opinion import Opinion
from dragoman.knowledge.scanner import Scanner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the reading knows. `version` is a hash of all its data files, kept with every run.

    `trigger_forms` and `actor_words` are what the screen looks for: every form of a trigger, and every common noun or
    pronoun that may stand for somebody who acts, in lower case.
    """

    gazetteer: Gazetteer
    scanner: Scanner
    lexicon: Lexicon
    opinion: Opinion
    gist: Gist
    rules: Rules
    parser: Parser
    version: str
    trigger_forms: frozenset[str]
    actor_words: frozenset[str]


SOURCES = (".tsv", ".toml", ".npz", ".py")


def sources_hash(folders: Iterable[Path], kinds: tuple[str, ...] = SOURCES) -> str:
    """A hash of every data file under `folders`: names and bytes, in order; 16 hexadecimal digits."""
    digest = blake2b(__version__.encode(), digest_size=8)
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in kinds):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def compiled(name: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
    """`make()`, or what an earlier call with the same `key` made: kept as MessagePack in the user's cache folder."""
    decoder = msgspec.msgpack.Decoder(kind)
    kept = compiled_bytes(name, key, lambda: msgspec.msgpack.encode(make()))
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new objects and no garbage: collections took half of the time
    try:
        return decoder.decode(kept)
    except msgspec.ValidationError:
        # The file was damaged, or written by a version whose types differ under the same hash: make it anew.
        (cache_folder() / f"{name}-{key}").unlink(missing_ok=True)
        return make()
    finally:
        if collecting:
            gc.enable()


def compiled_bytes(name: str, key: str, make: Callable[[], bytes]) -> bytes:
    """The same for bytes."""
    path = cache_folder() / f"{name}-{key}"
    try:
        return path.read_bytes()
    except OSError:
        made = make()
        _keep(path, made)
        return made


def cache_folder() -> Path:
    """Where compiled knowledge is kept: `DRAGOMAN_CACHE`, or the system's place for caches."""
    return Path(os.environ.get("DRAGOMAN_CACHE") or platformdirs.user_cache_dir("dragoman"))


def _keep(path: Path, content: bytes) -> None:
    """Write aside and rename, so that no other process reads half a file; a read-only disk is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
            aside.write(content)
        Path(aside.name).replace(path)
    except OSError:
        return
