"""What of an HTML page is its text: the story, and every post of a live page."""

from dragoman.knowledge import Rules
from dragoman.model import Found, Page
from dragoman.pages.extraction import extract
from dragoman.reading.loading import load_knowledge

RULES: Rules = load_knowledge().rules
POST = (
    "<p>The two delegations met for the {n}. time in the old town hall, and both of them said that they would go on"
    " talking until a text was ready to be signed.</p>"
)


def text_of(body: str) -> str:
    html = f"<!DOCTYPE html><html lang='en'><head><title>Live: talks</title></head><body>{body}</body></html>"
    page = extract(Found(id="live", html=html), RULES)
    assert isinstance(page, Page)
    return page.text


def posts(opening: str, closing: str, count: int = 4) -> str:
    return "".join(
        f"{opening}<time>0{n}:15</time><h3>Round {n}</h3>{POST.format(n=n)}{closing}"
        for n in range(1, count + 1)
    )


def test_every_post_of_a_live_page_is_read() -> None:
    box = "<div class='post'>"
    live = f"<article><h1>Live: talks go on</h1>{posts(box, '</div>')}</article>"
    assert all(f"the {n}. time" in text_of(live) for n in range(1, 5))


def test_posts_that_are_articles_are_read() -> None:
    live = f"<main><h1>Live: talks go on</h1>{posts('<article>', '</article>')}</main>"
    assert all(f"the {n}. time" in text_of(live) for n in range(1, 5))


def test_cards_of_other_stories_are_no_posts() -> None:
    cards = "".join(f"<article><a href='/{n}'>Card number {n}</a></article>" for n in range(6))
    page = f"<main><article><h1>Talks go on</h1>{POST.format(n=1) * 3}</article><aside>{cards}</aside></main>"
    text = text_of(page)
    assert "the 1. time" in text
    assert "Card number" not in text
