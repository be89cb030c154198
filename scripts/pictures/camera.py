"""What scenes take pictures with: a person's window on a running sample site, and PNG files that stay small."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

SAMPLE_PASSWORD = "demo-2026-xj"  # noqa: S105  the published password of the sample accounts
WINDOW = ViewportSize(width=1180, height=760)
MOST_BYTES = 150_000
COLOURS = (256, 128, 64, 32)


class Camera:
    """One logged-in person in a browser window; pictures go into one folder. Nothing of the site is started here."""

    def __init__(self, browser: Browser, base_url: str, folder: Path) -> None:
        context = browser.new_context(
            base_url=base_url, viewport=WINDOW, locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme="light"
        )
        context.set_default_timeout(30_000)
        self.page: Page = context.new_page()
        self.folder = folder

    def login(self, email: str) -> None:
        """Log a sample account in, or change to another one."""
        self.page.context.clear_cookies()
        self.page.goto("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", SAMPLE_PASSWORD)
        self.page.locator("form:has(input[name=password]) [type=submit]").click()
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def shot(self, name: str, part: Locator | None = None, *, height: int = 0) -> Path:
        """Write `name`.png: the window, or one part of the page; `height` > 0 cuts the picture there (in pixels)."""
        self.page.wait_for_load_state()
        self.page.wait_for_function("document.readyState === 'complete' && document.body.innerText.trim().length > 50")
        raw = part.screenshot(animations="disabled") if part else self.page.screenshot(animations="disabled")
        picture = Image.open(io.BytesIO(raw)).convert("RGB")
        if height:
            picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
        path = self.folder / f"{name}.png"
        for colours in COLOURS:
            flat = picture.quantize(colours)
            flat.save(path, optimize=True)
            if path.stat().st_size <= MOST_BYTES:
                return path
        raise ValueError(f"{name}: {path.stat().st_size} bytes, more than {MOST_BYTES}; show a smaller part")


Scene = Callable[[Camera], None]
