"""Which characters do the bytes of a page stand for? Byte order mark, declared charset or UTF-8, no guess."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.I,
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|main|article|section|meta|title|div|h1|p)\b", re.I)
# How far browsers look for a charset is 1024 bytes; real pages put scripts before it.
_HEAD = 4096
# The WHATWG encoding standard reads these labels as windows-1252, because so do the pages that use them.
_WESTERN = ("iso8859-1", "ascii")


class UndecodableError(ValueError):
    """The bytes are no text that can be read for certain; the message is a sentence for the reader."""


def decode(data: bytes, *, is_html: bool) -> str:
    """The characters of a page, with `\\n` line ends and no byte order mark.

    Raises `UndecodableError` for no bytes, a binary file, an unknown charset, and bytes that do not fit theirs.
    """
    if not data.strip():
        raise UndecodableError("the page is empty; leave it out")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"the file is {kind}, not text or HTML; take the text out of it first")
    charset, said, skip = _charset(data, is_html)
    text = _strict(data[skip:], charset, said)
    if "\0" in text:
        raise UndecodableError("the file holds NUL bytes, so it is not text; give text or HTML")
    return plain_lines(text)


def plain_lines(text: str) -> str:
    r"""The text with `\n` at the end of every line.

    >>> plain_lines("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def looks_like_html(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an HTML page."""
    return bool(_HTML.match(head.lstrip(b"\xef\xbb\xbf \t\r\n"))) or head.lstrip().startswith(
        (b"<!--", b"<?xml")
    )


def unpacks(size: int) -> str:
    """A size in bytes for people.

    >>> unpacks(10 * 2**20)
    '10 MB'
    """
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size} bytes"


def _charset(data: bytes, is_html: bool) -> tuple[str, str, int]:
    """The charset, the words of who says so, and the length of the byte order mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, "its byte order mark says", len(mark)
    declared = _DECLARED.search(data[:_HEAD]) if is_html else None
    if declared is None:
        return "utf-8", "a page without a declared charset has to be", 0
    label = (declared[1] or declared[2]).decode("ascii", "replace")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        raise UndecodableError(
            f"the page declares the charset {label!r}, which is unknown; save it as UTF-8"
        ) from None
    return ("cp1252" if name in _WESTERN else name), "the page declares", 0


def _strict(data: bytes, charset: str, said: str) -> str:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        if b"\0" in data:
            raise UndecodableError("the file holds NUL bytes, so it is not text; give text or HTML") from None
        raise UndecodableError(
            f"the bytes are not {charset}{at}, which {said}; save the page as UTF-8"
        ) from None
