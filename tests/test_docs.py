"""The documents say what the program does: commands exist, examples run, links lead somewhere, outputs are today's."""

import os
import re
import shlex
import subprocess
from itertools import takewhile
from pathlib import Path

import click
import pytest

from docs_written import ROOT, as_written, commands, documents, fresh_folder
from many_pages import command as command_line

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(dragoman [^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
DOCUMENTS = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in documents()]
COMMANDS = dict(commands())
PLACEHOLDER = re.compile(r"[A-Z]")  # "dragoman VERB": any verb


def said_commands(text: str) -> list[list[str]]:
    """Every `dragoman ...` of a document, in code spans, sh blocks and text blocks, as words."""
    blocks = [body for kind, body in FENCE.findall(text) if kind in ("sh", "text", "")]
    lines = [line for body in blocks for line in body.splitlines()]
    starts = (
        line[line.index("dragoman ") :]
        for line in lines
        if re.search(r"(^|\$\()\s*dragoman ", line) or "=$(dragoman" in line
    )
    return [words_of(said) for said in (*starts, *INLINE.findall(text))]


def words_of(said: str) -> list[str]:
    """The words of one call, up to a pipe, a comment, or the end of a substitution."""
    lexer = shlex.shlex(said, posix=True, punctuation_chars="();|&")
    lexer.commenters = "#"
    lexer.whitespace_split = True
    return list(takewhile(lambda word: word not in {"|", ")", "&&", ";"}, lexer))[1:]


def command_named(words: list[str]) -> click.Command | None:
    return COMMANDS.get(" ".join(words[:2])) or COMMANDS.get(words[0])


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_command_in_a_document_exists_with_its_options(path: Path) -> None:
    for words in said_commands(path.read_text(encoding="utf-8")):
        if PLACEHOLDER.match(words[0]) or words[0] in {"--help", "--version"}:
            continue
        known = command_named(words)
        group = any(name.startswith(f"{words[0]} ") for name in COMMANDS)
        assert known or (group and len(words) == 1), f"{path.name}: there is no 'dragoman {' '.join(words)}'"
        options = {"--help"} | {name for p in (known.params if known else ()) for name in p.opts}
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert given <= options, f"{path.name}: 'dragoman {words[0]}' has no {sorted(given - options)}"


def test_the_commands_of_a_document_are_seen() -> None:
    block = 'id=$(dragoman ask "SELECT 1 | 2" --format csv | tail -n 1)\ndragoman read x  # all\n'
    text = f"`dragoman who NAME`\n\n```sh\n{block}```\n"
    assert said_commands(text) == [["ask", "SELECT 1 | 2", "--format", "csv"], ["read", "x"], ["who", "NAME"]]


def test_every_verb_stands_in_the_table_of_verbs() -> None:
    table = (ROOT / "docs/verbs.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"| `{name}` |" not in table] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8"))]
    inside = [link for link in links if link and not re.match(r"\w+:", link)]
    assert [link for link in inside if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_outputs_in_a_document_are_what_the_program_says_today(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert as_written(path) == text, "run 'python tests/docs_written.py' and read the difference"


def test_the_readmes_five_minutes_run(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    minutes = readme.partition("## Five minutes")[2].partition("\n## ")[0]
    script = "\n".join(body for kind, body in FENCE.findall(minutes) if kind == "sh")
    assert len(said_commands(minutes)) >= 8
    with fresh_folder() as folder:
        done = run_shell(script, folder, tmp_path)
        assert done.returncode == 0, done.stderr
        assert "no record" not in done.stderr
        assert (folder / "doha.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert (folder / "threats.csv").read_text(encoding="utf-8").count("THREATEN") > 3
    assert '"id":"doha-radio.txt"' in done.stdout and "how real" in done.stdout


def run_shell(script: str, folder: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the script as a shell would, with a `dragoman` of this environment in the path; it stops at an error."""
    (programs / "dragoman").write_text(
        f'#!/bin/sh\nexec {shlex.join(command_line())} "$@"\n', encoding="utf-8"
    )
    (programs / "dragoman").chmod(0o755)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
