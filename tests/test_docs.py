"""What the documentation says is true: its Python runs, its commands run, and every command and option is in it."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from communique.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
COMMUNIQUE = Path(sys.executable).with_name("communique")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)

pytestmark = pytest.mark.slow


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", [p for p in PAGES if ">>>" in p.read_text(encoding="utf-8")], ids=relative)
def test_python_examples_run(page: Path) -> None:
    failed, tried = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert tried
    assert not failed


@pytest.mark.parametrize("page", [p for p in PAGES if BLOCK.search(p.read_text(encoding="utf-8"))], ids=relative)
def test_commands_run(page: Path, tmp_path: Path) -> None:
    for folder in ("samples", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] == "communique":
                done = subprocess.run(
                    [COMMUNIQUE, *words[1:]], cwd=tmp_path, capture_output=True, check=False, timeout=120
                )
                assert done.returncode == 0, (line, done.stderr.decode()[-400:])


def test_every_command_and_option_is_documented() -> None:
    pages = "\n".join(p.read_text(encoding="utf-8") for p in PAGES)
    group = typer.main.get_command(app)
    missing = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if f"communique {name}" not in pages:
            missing.append(name)
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option != "--help" and option not in pages:
                    missing.append(f"{name} {option}")
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    for page in [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
