"""Pictures of every page of the desk on the bundled samples, narrow and wide, light and dark: ``make screenshots``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from browsing import CHROMIUM, SCHEMES, WIDTHS, addresses, chromium, running

HEIGHT = 900


def main() -> int:
    """Writes PAGE-WIDTH-SCHEME.png for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, help="an archive; without it, one of the samples is made")
    parser.add_argument("--into", type=Path, default=Path("out/screenshots"))
    parser.add_argument("--only", nargs="*", help="names of pages")
    parser.add_argument("--schemes", nargs="*", default=SCHEMES)
    parser.add_argument("--widths", nargs="*", type=int, default=WIDTHS)
    given = parser.parse_args()
    if not CHROMIUM.exists():
        print(f"{CHROMIUM} is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        archive = given.archive or _samples(Path(folder))
        _draw(archive, Path(folder) / "snapshots", given)
    return 0


def _samples(folder: Path) -> Path:
    archive = folder / "samples.db"
    command = [sys.executable, "-m", "communique", "ingest", "samples", "--archive", str(archive)]
    subprocess.run(command, check=True, capture_output=True)
    return archive


def _draw(archive: Path, snapshots: Path, given: argparse.Namespace) -> None:
    given.into.mkdir(parents=True, exist_ok=True)
    with running(archive, snapshots) as desk, chromium() as browser:
        pages = {n: a for n, a in addresses(desk).items() if not given.only or n in given.only}
        for width in given.widths:
            for scheme in given.schemes:
                context = browser.new_context(
                    viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
                )
                tab = context.new_page()
                tab.goto(desk.key)
                for name, address in pages.items():
                    tab.goto(desk.base + address, wait_until="networkidle")
                    tab.evaluate("for (const map of document.querySelectorAll('desk-map')) map.scrollIntoView()")
                    tab.wait_for_load_state("networkidle")
                    tab.evaluate("scrollTo(0, 0)")
                    tab.screenshot(path=str(given.into / f"{name}-{width}-{scheme}.png"), full_page=True)
                context.close()
    print(f"{len(pages) * len(given.widths) * len(given.schemes)} pictures in {given.into}")


if __name__ == "__main__":
    sys.exit(main())
