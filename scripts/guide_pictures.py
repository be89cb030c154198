"""Takes the pictures of guides and README from a running site with samples, as operator@demo.test; starts nothing.

    python -m scripts.guide_pictures http://127.0.0.1:8000 [--only history]

A guide's scenes are functions in one module of scripts/pictures/, listed in its SCENES and named in GUIDES here. Each
takes a `Camera` and writes PNG files of at most 150 KB into docs/guides/pictures/. Scenes may add rows to the site
(an import); run them on a site whose data may be thrown away.
"""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.pictures import importing, industries, overview, searching
from scripts.pictures.camera import Camera, Scene

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/guides/pictures"
PERSON = "operator@demo.test"
GUIDES: tuple[tuple[Scene, ...], ...] = (importing.SCENES, industries.SCENES, searching.SCENES, overview.SCENES)


def main(arguments: list[str]) -> int:
    """Run the scenes in order; the exit code is 1 without Chromium or when no scene has the name asked for."""
    parser = argparse.ArgumentParser(description="Takes the pictures of the guides from a running sample site.")
    parser.add_argument("base_url", help="address of the running site, such as http://127.0.0.1:8000")
    parser.add_argument("--only", metavar="SCENE", action="append", help="only these scenes, by function name")
    parser.add_argument("--folder", type=Path, default=PICTURES)
    options = parser.parse_args(arguments)
    scenes = [scene for guide in GUIDES for scene in guide if not options.only or scene.__name__ in options.only]
    chromium = shutil.which("chromium")
    if chromium is None or not scenes:
        sys.stderr.write("no Chromium; `make browser` installs it\n" if chromium is None else "no such scene\n")
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        camera = Camera(browser, options.base_url, options.folder)
        camera.login(PERSON)
        for scene in scenes:
            scene(camera)
            sys.stdout.write(f"{scene.__name__}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
