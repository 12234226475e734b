"""Which day does an HTML page state for itself? Its metadata of the first publication, and nothing else.

Dates in addresses, in the running text and of later changes are no statement; `reading.dating` weighs the text.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from dragoman.knowledge import Rules
from dragoman.pages.fabric import FabricRules, HtmlRules

_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


def stated_day(tree: Any, rules: Rules) -> tuple[str | None, str | None]:
    """The ISO day that a parsed page (lxml) states, and where; (None, None) where it states none.

    The places are tried in the order of `fabric.toml`, [html]: metadata, JSON-LD, time tags.
    """
    names: HtmlRules = rules.get("fabric", FabricRules).html
    for words, where in (*_meta(tree, names), *_json_ld(tree, names), *_time_tags(tree, names)):
        day = _day(words)
        if day:
            return day, where
    return None, None


def _meta(tree: Any, names: HtmlRules) -> Iterator[tuple[str, str]]:
    found = [
        (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(),
            meta.get("content") or "",
        )
        for meta in tree.iter("meta")
    ]
    for name in names.published:
        yield from ((content, name) for key, content in found if key == name.lower())


def _json_ld(tree: Any, names: HtmlRules) -> Iterator[tuple[str, str]]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _values(msgspec.json.decode(script.text or ""), names.json_ld)
        except (msgspec.DecodeError, RecursionError):
            # Broken JSON-LD is common and no fault of the page's text; the other places may still state a day.
            continue


def _values(node: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get(key), str):
            yield node[key], f"JSON-LD {key}"
        for value in node.values():
            yield from _values(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value, key)


def _time_tags(tree: Any, names: HtmlRules) -> Iterator[tuple[str, str]]:
    """Time tags that say they are the publication's; else the only day that time tags of the article give."""
    tags = tree.xpath("//time[@datetime]")
    marked = [
        tag for tag in tags if {tag.get("itemprop"), tag.get("pubdate") and "pubdate"} & set(names.time_marks)
    ]
    if marked:
        yield marked[0].get("datetime"), "time tag"
        return
    tags = [tag for tag in tags if not any(True for _ in tag.iterancestors(*names.not_of_the_page))]
    days = {_day(tag.get("datetime")) for tag in tags} - {None}
    if len(days) == 1:
        yield tags[0].get("datetime"), "time tag"


def _day(words: str) -> str | None:
    """The ISO day of a metadata value: the day as the page writes it, in its own time zone."""
    found = _ISO.match(words)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _other_day(words)
    except ValueError:
        return None


def _other_day(words: str) -> str | None:
    """A day in words ("Mon, 09 Jul 2018"), read by htmldate from a page that holds nothing else."""
    from html import escape

    from htmldate import find_date

    if not re.search(r"\d{4}", words):
        return None
    meta = f'<meta property="article:published_time" content="{escape(words[:80])}"/>'
    return find_date(
        f"<html><head>{meta}</head><body></body></html>", extensive_search=False, original_date=True
    )
