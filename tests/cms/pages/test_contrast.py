"""Contrast of every pair of colours that stand on each other, light and dark (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11)."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "ipplatform" / "static" / "css"
GROUNDS = ("paper", "surface", "surface-2")
TINTS = ("river", "mandarin", "good", "warn", "bad", "lock")

PAIRS = [
    *((ink, ground, 7.0) for ink, ground in product(("ink", "ink-2"), GROUNDS)),
    *((ink, ground, 4.5) for ink, ground in product(("ink-3", *TINTS), GROUNDS)),
    *(("ink", f"{tint}-tint", 7.0) for tint in TINTS),
    *((tint, f"{tint}-tint", 4.5) for tint in TINTS),
    *(("river", f"{tint}-tint", 4.5) for tint in TINTS),
    ("on-river", "river", 4.5),
    ("on-river", "river-strong", 4.5),
    ("on-action", "action", 4.5),
    ("on-action", "action-hover", 4.5),
    ("chrome-ink", "chrome", 7.0),
    ("chrome-ink-2", "chrome", 7.0),
    *(("control-line", ground, 3.0) for ground in GROUNDS),
    *(("focus", ground, 3.0) for ground in (*GROUNDS, "chrome")),
    ("mandarin-fill", "surface-2", 3.0),
    ("good", "surface-2", 3.0),
]


def colours(*names: str) -> dict[str, str]:
    """Custom properties that are plain colours; later files win."""
    text = "".join((CSS / name).read_text() for name in names)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b", text))


THEMES = {"light": colours("tokens.css"), "dark": colours("tokens.css", "tokens-dark.css")}


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb (WCAG definition)."""
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_ends() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast_is_enough(theme: str, front: str, back: str, least: float) -> None:
    assert contrast(THEMES[theme][front], THEMES[theme][back]) >= least


def test_the_dark_theme_names_every_colour_again() -> None:
    light, dark = colours("tokens.css"), colours("tokens-dark.css")
    assert set(light) == set(dark)


def test_colours_stand_in_the_tokens_only() -> None:
    """A page never names a colour; white paper behind plots and print are the exceptions."""
    allowed = {"progress.css": {"#fff"}, "print.css": {"#fff", "#000", "#888"}}
    for path in CSS.glob("*.css"):
        if not path.name.startswith("tokens"):
            found = set(re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", path.read_text()))
            assert found <= allowed.get(path.name, set()), path.name
