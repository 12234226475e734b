"""What is a page? Files, folders, gzip, JSON Lines and standard input -> found pages, or a sentence why not.

The text is kept exactly as it was found, but for a byte order mark (dropped) and line ends (`\\r\\n` and `\\r` become
`\\n`). Nothing else is normalised, so that offsets count what an editor shows.
"""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.model import Found, Refused
from dragoman.pages.decoding import UndecodableError, decode, looks_like_html, unpacks
from dragoman.pages.lines import read_line, read_object

LIMIT = 10 * 2**20
HTML = (".html", ".htm")
LINES = (".jsonl", ".json")
SUFFIXES = (".txt", ".md", *HTML, *LINES)
# What a folder says about itself.
NOT_PAGES = ("README", "LICENSE", "LICENCE", "CHANGELOG", "CONTRIBUTING")
_Row = Found | Refused
_Bytes = io.BufferedReader | gzip.GzipFile


def find_pages(
    inputs: Sequence[str], *, limit: int = LIMIT, stdin: BinaryIO | None = None
) -> Iterator[Found | Refused]:
    """Find the pages of files, folders and `-` (standard input), lazily, in the order given; folders by name.

    `limit` is the size of one page in bytes, after unpacking. In a folder only .txt .md .html .htm .jsonl .json
    (also with .gz) are pages; hidden files, a README and other suffixes are passed over. Whatever cannot be read
    is a `Refused` in its place; nothing is raised.
    """
    for name in inputs:
        if name == "-":
            yield from _stream(stdin or sys.stdin.buffer, "-", "standard input", "", limit)
        elif Path(name).is_dir():
            yield from _folder(Path(name), limit)
        else:
            yield from _file(Path(name), Path(name).name, limit)


def _folder(root: Path, limit: int) -> Iterator[_Row]:
    nothing = True
    for path in _files(root):
        nothing = False
        if isinstance(path, Refused):
            yield path
        else:
            yield from _file(path, path.relative_to(root).as_posix(), limit, in_folder=True)
    if nothing:
        yield _refused(
            str(root), str(root), f"the folder holds no page; put files there ({' '.join(SUFFIXES)}, .gz)"
        )


def _files(folder: Path) -> Iterator[Path | Refused]:
    """The page files under a folder, depth first, in the order of their names. Links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(
            str(folder), str(folder), f"the folder cannot be opened ({_os_words(error)}); check its rights"
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif _suffix(entry.name) in SUFFIXES and Path(entry.name).stem.upper() not in NOT_PAGES:
            yield Path(entry.path)


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _file(path: Path, page_id: str, limit: int, *, in_folder: bool = False) -> Iterator[_Row]:
    try:
        with path.open("rb") as stream:
            beside = in_folder and _suffix(path.name) == ".json" and _has_page_beside(path)
            for row in _stream(stream, page_id, str(path), path.name, limit):
                # A .json beside a page of the same name holds what is expected of it, or its metadata.
                if beside and isinstance(row, Refused):
                    return
                yield row
    except FileNotFoundError:
        yield _refused(page_id, str(path), "there is no such file; check the name")
    except OSError as error:
        yield _refused(page_id, str(path), f"the file cannot be read ({_os_words(error)}); check its rights")


def _has_page_beside(path: Path) -> bool:
    stem = path.name.removesuffix(".gz").removesuffix(".json")
    names = (f"{stem}{suffix}{packed}" for suffix in SUFFIXES if suffix != ".json" for packed in ("", ".gz"))
    return any(path.with_name(name).exists() for name in names)


def _stream(stream: BinaryIO, page_id: str, where: str, name: str, limit: int) -> Iterator[_Row]:
    """The pages of one open file; `name` is "" where only the look can tell what it is."""
    buffered: _Bytes = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[arg-type]
    packed = buffered.peek(2)[:2] == b"\x1f\x8b"
    if not packed and name.lower().endswith(".gz"):
        yield _refused(page_id, where, "the file is called .gz but is not gzip; rename it, or pack it anew")
        return
    if packed:
        buffered = gzip.GzipFile(fileobj=buffered)
    try:
        yield from _pages(buffered, page_id, where, _suffix(name), limit, packed)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield _refused(page_id, where, f"the gzip is broken ({error}); fetch or pack the file anew")


def _pages(stream: _Bytes, page_id: str, where: str, suffix: str, limit: int, packed: bool) -> Iterator[_Row]:
    head = stream.peek(4096)[:4096]
    kind = suffix if suffix in SUFFIXES else _look(head)
    if kind == ".jsonl":
        yield from _lines(stream, page_id, where, limit, packed)
        return
    data = stream.read(limit + 1)
    if kind == ".json" and len(data) <= limit and (row := read_object(data, page_id, where)):
        yield row
    elif kind == ".json":
        stream.seek(0)
        yield from _lines(stream, page_id, where, limit, packed)
    else:
        yield _page(data, page_id, where, kind in HTML, limit)


def _look(head: bytes) -> str:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ".jsonl"
    return ".html" if looks_like_html(head) else ".txt"


def _page(data: bytes, page_id: str, where: str, is_html: bool, limit: int) -> _Row:
    if len(data) > limit:
        return _refused(page_id, where, _too_large(limit))
    try:
        text = decode(data, is_html=is_html)
    except UndecodableError as error:
        return _refused(page_id, where, str(error))
    return Found(id=page_id, html=text) if is_html else Found(id=page_id, text=text)


def _lines(stream: _Bytes, page_id: str, where: str, limit: int, packed: bool) -> Iterator[_Row]:
    nothing = True
    for number, line in enumerate(iter(_next_line(stream, limit), b""), start=1):
        if not line.strip():
            continue
        nothing = False
        if len(line) <= limit:
            yield read_line(line, f"{page_id}:{number}", f"{where}, line {number}")
            continue
        yield _refused(f"{page_id}:{number}", f"{where}, line {number}", _too_large(limit))
        if packed:
            # A small file that unpacks into an endless line: nobody waits for its end.
            return
        _skip_line(stream, line)
    if nothing:
        yield _refused(page_id, where, "the file is empty; leave it out")


def _next_line(stream: _Bytes, limit: int) -> Callable[[], bytes]:
    return lambda: stream.readline(limit + 1)


def _skip_line(stream: _Bytes, part: bytes) -> None:
    while part and not part.endswith(b"\n"):
        part = stream.readline(2**20)


def _too_large(limit: int) -> str:
    return f"the page is larger than {unpacks(limit)}; cut it, or raise the limit"


def _os_words(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _refused(page_id: str, where: str, reason: str) -> Refused:
    return Refused(id=page_id, where=where, reason=reason)
