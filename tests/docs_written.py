"""The parts of the documents that the program writes itself: outputs of the examples, the table of verbs, the demo.

`python tests/docs_written.py` writes them anew, and with the word `picture` it takes the README's picture.
`test_docs.py` fails where a document is not what the program says today. In a document a ```python block followed by
a ```text block is an example and its output; the blocks of one document share their names. `<!-- written: NAME -->`
stands before what the function NAME below writes.
"""

import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<said>.*?)```", re.DOTALL)
WRITTEN = re.compile(r"<!-- written: (?P<name>\w+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
DEMO_WIDTH = 118
PICTURED = "samples/doha-radio.txt"


def documents() -> list[Path]:
    """Every document of the project, in order."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "samples/README.md"]


def as_written(path: Path) -> str:
    """The document as it should be today: its examples run in a fresh folder with `samples`, outputs put in."""
    text, names = path.read_text(encoding="utf-8"), dict[str, object]()
    with fresh_folder():
        text = EXAMPLE.sub(
            lambda m: f"```python\n{m['code']}```\n\n```text\n{_said(m['code'], names)}```", text
        )
        return WRITTEN.sub(
            lambda m: f"<!-- written: {m['name']} -->\n{WRITERS[m['name']]()}<!-- end -->", text
        )


@contextlib.contextmanager
def fresh_folder() -> Iterator[Path]:
    """An empty working folder that has `samples` in it, as a checkout has."""
    old = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "samples").symlink_to(ROOT / "samples")
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(old)


def _said(code: str, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "example", "exec"), names)
    return out.getvalue()


def verbs() -> str:
    """The table of verbs, from the command line's own help."""
    rows = [f"| `{name}` | {_about(command)} | {_options(command)} |" for name, command in commands()]
    return "\n".join(["| verb | what it does | options |", "|---|---|---|", *rows]) + "\n"


def commands() -> list[tuple[str, click.Command]]:
    """Every verb with its command, those of a group by both names."""
    from dragoman.cli import dragoman

    context, found = click.Context(dragoman), list[tuple[str, click.Command]]()
    for name in dragoman.list_commands(context):
        command = dragoman.get_command(context, name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {}
        found += [(f"{name} {sub}", inner[sub]) for sub in sorted(inner)] or [(name, command)]
    return found


def _about(command: click.Command) -> str:
    return " ".join((command.help or "").split()).replace("|", "\\|")


def _options(command: click.Command) -> str:
    given = [p for p in command.params if isinstance(p, click.Option)]
    return " ".join(f"`{max(option.opts, key=len)}`" for option in given)


def demo() -> str:
    """The first screen of the demo, without the seconds, which differ."""
    from rich.console import Console

    from dragoman.shows import demo as shown

    record = Path("demo") / "dragoman.duckdb"
    shown.demo(samples="samples", out=Console(file=io.StringIO()))
    out = Console(file=io.StringIO(), width=DEMO_WIDTH, force_terminal=True, no_color=True, color_system=None)
    for part in shown.first_screen(record, out):
        out.print(part)
    drawing: io.StringIO = out.file  # type: ignore[assignment]
    lines = (line.rstrip() for line in drawing.getvalue().splitlines())
    return "```text\n" + "\n".join(lines).strip("\n") + "\n```\n"


WRITERS = {"verbs": verbs, "demo": demo}


def take_picture() -> None:
    """Take the README's picture: a sample page as HTML with one record opened. Needs chromium and playwright."""
    from playwright.sync_api import sync_playwright

    from dragoman.api import marked_page
    from dragoman.shows.page_html import page_html

    kept = marked_page(str(ROOT / PICTURED))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1200, "height": 860}, color_scheme="light", device_scale_factor=1.25
        )
        page.set_content(page_html(kept.text, kept.findings))
        page.locator("a.chip", has_text=re.compile("^4$")).first.click()
        page.evaluate("scrollTo(0, 0); document.querySelector('aside').scrollTo(0, 60)")
        page.screenshot(path=ROOT / "docs/pictures" / f"{Path(PICTURED).stem}.png")
        browser.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["picture"]:
        take_picture()
    else:
        for document in documents():
            document.write_text(as_written(document), encoding="utf-8")
