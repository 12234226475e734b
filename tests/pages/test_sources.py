"""What is a page? Every kind of input, good and bad."""

import gzip
import io
from pathlib import Path

import pytest

from dragoman.knowledge import Rules
from dragoman.model import Found, Page, Refused
from dragoman.pages.extraction import extract
from dragoman.pages.sources import find_pages

LIMIT = 10_000


def one(tmp_path: Path, name: str, data: bytes) -> Found | Refused:
    path = tmp_path / name
    path.write_bytes(data)
    (row,) = find_pages([str(path)], limit=LIMIT)
    return row


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"a\0b", "NUL"),
        ("a.txt", b"%PDF-1.4 ...", "PDF"),
        ("a.txt", b"PK\x03\x04...", "zip"),
        ("a.txt", b"\x89PNG\r\n", "PNG"),
        ("a.txt", b"caf\xe9", "not utf-8 at byte 3"),
        ("a.html", b'<meta charset="utf-8"><p>caf\xe9', "not utf-8"),
        ("a.html", b'<meta charset="klingon"><p>x', "klingon"),
        ("a.txt.gz", b"plain", "not gzip"),
        ("a.txt.gz", gzip.compress(b"long words" * 50)[:-12], "gzip is broken"),
        ("a.txt.gz", gzip.compress(b"a" * 10 * LIMIT), "larger than 10000 bytes"),
        ("a.jsonl.gz", gzip.compress(b"a" * 10 * LIMIT), "larger than 10000 bytes"),
        ("a.txt", b"a" * (LIMIT + 1), "larger than 10000 bytes"),
        ("a.jsonl", b"\n", "empty"),
        ("a.jsonl", b'{"text": 3}', "$.text"),
        ("a.jsonl", b'{"id": "x"}', "neither text nor html"),
        ("a.jsonl", b'{"text": "a", "html": "b"}', "both text and html"),
        ("a.jsonl", b'{"text": " "}', "no text"),
        ("a.jsonl", b'{"text": "a", "date": "2019-02-30"}', "2019-02-30"),
        ("a.jsonl", b'{"text": "a", "date": "May 2019"}', "May 2019"),
        ("a.json", b"[1, 2]", "not a page"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    row = one(tmp_path, name, data)
    assert isinstance(row, Refused)
    assert words in row.reason
    assert name in row.where
    assert ";" in row.reason, "it says what to do"


def test_a_missing_file_is_refused() -> None:
    (row,) = find_pages(["no-such-page.txt"])
    assert isinstance(row, Refused)
    assert "no such file" in row.reason


def test_a_page_without_a_word_is_refused() -> None:
    page = extract(
        Found(id="x", html="<html><head><title>t</title></head><body><script>1</script></body></html>"),
        Rules(),
    )
    assert isinstance(page, Refused)
    assert "no text" in page.reason


def test_a_broken_line_does_not_end_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n{broken\n' + b"x" * 2 * LIMIT + b'\n\n{"id": 7, "html": "<p>four"}\n')
    rows = list(find_pages([str(path)], limit=LIMIT))
    assert [(row.id, type(row)) for row in rows] == [
        ("a.jsonl:1", Found), ("a.jsonl:2", Refused), ("a.jsonl:3", Refused), ("7", Found),
    ]  # fmt: skip
    assert isinstance(rows[1], Refused)
    assert "line 2" in rows[1].where


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc"),
        ("Größe".encode("utf-16"), "Größe"),
        ("e\u0301".encode(), "e\u0301"),
    ],
)
def test_text_is_kept_but_for_mark_and_line_ends(tmp_path: Path, data: bytes, text: str) -> None:
    assert one(tmp_path, "a.txt", data) == Found(id="a.txt", text=text)


def test_a_declared_charset_is_used(tmp_path: Path) -> None:
    row = one(tmp_path, "a.html", b'<meta charset="iso-8859-1"><p>caf\xe9 \x93x\x94')
    assert isinstance(row, Found)
    assert (row.html or "").endswith("café “x”")


def test_a_folder_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.md", ".hidden.txt", "README.md", "picture.png", "b.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"published": null}' if name == "b.json" else "Peru protested.")
    assert [row.id for row in find_pages([str(tmp_path)])] == ["a/z.txt", "b.txt", "c.md"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (row,) = find_pages([str(tmp_path)])
    assert isinstance(row, Refused)
    assert "no page" in row.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Peru protested.", Found(id="-", text="Peru protested.")),
        (b" <!DOCTYPE html><p>x", Found(id="-", html=" <!DOCTYPE html><p>x")),
        (gzip.compress(b"Peru protested."), Found(id="-", text="Peru protested.")),
        (b'{"text": "x"}', Found(id="-:1", text="x")),
    ],
)
def test_standard_input_by_its_look(data: bytes, expected: Found) -> None:
    assert list(find_pages(["-"], stdin=io.BytesIO(data))) == [expected]


def test_a_page_without_an_article_keeps_its_words() -> None:
    page = extract(Found(id="x", html="<div>Peru protested.</div><div>Chile did not answer.</div>"), Rules())
    assert isinstance(page, Page)
    assert "Peru protested." in page.text


def test_the_language_of_a_page() -> None:
    text = "Der peruanische Außenminister hat am Montag den Botschafter von Chile einbestellt."
    page = extract(Found(id="x", text=text), Rules())
    assert isinstance(page, Page)
    assert page.language == "de"
