"""Colours of the stylesheet, measured: WCAG 2.1, 1.4.3 (text 4.5 : 1) and 1.4.11 (other marks 3 : 1)."""

import re

import pytest

from akkoord.writers.html.stylesheet import STYLESHEET

_SCREEN = STYLESHEET.split("@media print")[0]
_RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", _SCREEN)
_COLOURS = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", _SCREEN))


def _luminance(colour):
    def linear(channel):
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _used(declarations, pattern):
    found = re.search(rf"(?:^|[;\n]){pattern}[^;]*?var\(--([a-z-]+)\)", declarations)
    return _COLOURS[found[1]] if found else None


def _pairs():
    """Text on its own background where a rule names both, else on every background that has no text of its own."""
    surfaces = {_used(d, "background:") for _, d in _RULES if not _used(d, "color:")} | {_COLOURS["paper"]}
    for selector, declarations in _RULES:
        if text := _used(declarations, "color:"):
            own = _used(declarations, "background:")
            for background in {own} if own else surfaces - {None}:
                yield selector.strip(), text, background


@pytest.mark.parametrize(("selector", "text", "background"), sorted(set(_pairs())))
def test_text_stands_out(selector, text, background):
    assert _contrast(text, background) >= 4.5, selector


@pytest.mark.parametrize("name", ["accent", "rule", "warning-ink"])
def test_lines_and_focus_stand_out(name):
    assert _contrast(_COLOURS[name], _COLOURS["paper"]) >= 3
    assert _contrast(_COLOURS[name], _COLOURS["tint"]) >= 3


def test_colours_are_named_once_and_all_used():
    outside_root = STYLESHEET.split("}", 1)[1]
    assert re.findall(r"#[0-9a-f]{3,8}\b", outside_root) == ["#1b2229"]  # black accents on paper
    assert all(f"var(--{name})" in outside_root for name in _COLOURS)


def test_black_on_white_is_the_greatest_contrast():
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
