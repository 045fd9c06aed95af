"""The colours of the real stylesheet are told apart and can be read, in both themes and by every kind of sight.

Contrast is that of WCAG 2.2. Colour-blind sight is simulated after Machado, Oliveira and Fernandes (2009) at full
severity; how far two colours are apart is CIEDE2000 (the formula as Sharma, Wu and Dalal publish it).
"""

from __future__ import annotations

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from newsreader.settings import BASE_DIR

Colour = tuple[float, float, float]
"""Red, green and blue of the screen, from 0 to 1."""
Theme = dict[str, Colour]

KINDS = ("person", "org", "place", "group", "other")
SIGHTS: dict[str, tuple[Colour, Colour, Colour]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
# text: what is read needs 7 (AAA) where it is the article or the panel's words, 4.5 where it is small print or a state
TEXT = [
    *((ink, ground, 7.0) for ink in ("ink", "ink-2") for ground in ("paper", "desk", "raised", "well")),
    *(("ink", ground, 7.0) for ground in ("quote", "quote-mid", "quote-deep", "warn-soft", "bad-soft")),
    *(("ink-3", ground, 4.5) for ground in ("paper", "desk", "raised", "well")),
    *((state, ground, 4.5) for state in ("good", "warn", "bad") for ground in ("paper", "desk")),
    ("warn", "warn-soft", 4.5),
    ("bad", "bad-soft", 4.5),
    ("paper", "ink", 7.0),  # the skip link, a toast, the primary button
    *((kind, ground, 4.5) for kind in KINDS for ground in ("paper", "desk")),
]
# lines and edges, which carry meaning without being text
LINES = [
    *(("line-2", ground, 3.0) for ground in ("paper", "desk")),
    *((ink, ground, 3.0) for ink in ("measure", "quote-edge") for ground in ("paper", "quote")),
    *((kind, ground, 3.0) for kind in KINDS for ground in ("quote", "quote-deep")),
    *(("focus", ground, 3.0) for ground in ("paper", "desk", "raised", "well", "quote-deep")),
]


def stylesheet(name: str) -> str:
    return (BASE_DIR / "static" / "css" / name).read_text(encoding="utf-8")


def themes() -> dict[str, Theme]:
    pairs = re.findall(r"--([\w-]+):\s*light-dark\(#(\w{6}), #(\w{6})\)", stylesheet("tokens.css"))
    return {
        "light": {name: colour(light) for name, light, _ in pairs},
        "dark": {name: colour(dark) for name, _, dark in pairs},
    }


def colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red / 255, green / 255, blue / 255


def mixed(over: Colour, under: Colour, share: float) -> Colour:
    """``share`` of the one colour and the rest of the other, as color-mix(in srgb) has it."""
    red, green, blue = (share * top + (1 - share) * bottom for top, bottom in zip(over, under, strict=True))
    return red, green, blue


def linear(shown: Colour) -> Colour:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shown)
    return red, green, blue


def weighed(weights: Colour, light: Colour) -> float:
    return sum(weight * part for weight, part in zip(weights, light, strict=True))


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted(weighed((0.2126, 0.7152, 0.0722), linear(shown)) for shown in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(shown: Colour, sight: str) -> Colour:
    """The linear light that this sight makes of a colour."""
    red, green, blue = (min(1.0, max(0.0, weighed(row, linear(shown)))) for row in SIGHTS[sight])
    return red, green, blue


def lab(light: Colour) -> Colour:
    """CIE L*a*b* (D65) of linear light."""
    x, y, z = (
        value ** (1 / 3) if value > (6 / 29) ** 3 else value * (29 / 6) ** 2 / 3 + 4 / 29
        for value in (
            weighed((0.4124564, 0.3575761, 0.1804375), light) / 0.95047,
            weighed((0.2126729, 0.7151522, 0.0721750), light),
            weighed((0.0193339, 0.1191920, 0.9503041), light) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 between two colours in L*a*b*."""
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25**7))
    chromas = [hypot(a * stretch, b) for _, a, b in (one, other)]
    hues = [degrees(atan2(b, a * stretch)) % 360 for _, a, b in (one, other)]
    grey = chromas[0] * chromas[1] == 0
    turn = 0.0 if grey else (hues[1] - hues[0] + 180) % 360 - 180
    # the hue half way along the shorter turn; of a grey, which has none, the other's
    hue = sum(hues) if grey else (hues[0] + turn / 2) % 360
    lightness, chroma = (one[0] + other[0]) / 2, sum(chromas) / 2

    def wave(times: int, shift: int) -> float:
        return cos(radians(times * hue + shift))

    uneven = 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.2 * wave(4, -63)
    bend = (lightness - 50) ** 2
    by_lightness = (other[0] - one[0]) / (1 + 0.015 * bend / sqrt(20 + bend))
    by_chroma = (chromas[1] - chromas[0]) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(chromas[0] * chromas[1]) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * uneven)
    blue = 2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 - blue * by_chroma * by_hue)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_difference_is_that_of_the_published_pairs(one, other, apart) -> None:
    assert difference(one, other) == pytest.approx(apart, abs=0.0001)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), TEXT + LINES)
def test_what_is_drawn_stands_out_from_its_ground(theme, ink, ground, least) -> None:
    colours = themes()[theme]

    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_words_of_a_selected_mark_stay_readable(theme, kind) -> None:
    colours = themes()[theme]
    fills = re.findall(
        r"\.is-(?:selected|current) \{ --fill: color-mix\(in srgb, var\(--kind\) (\d+)%, "
        r"var\(--paper\)\)",
        stylesheet("article.css"),
    )

    contrasts = [contrast(colours["ink"], mixed(colours[kind], colours["paper"], int(fill) / 100)) for fill in fills]

    assert len(contrasts) == 2
    assert min(contrasts) >= 7


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_look_different_to_every_sight(theme, sight) -> None:
    colours = {kind: lab(seen(themes()[theme][kind], sight)) for kind in KINDS}

    close = {(a, b): difference(colours[a], colours[b]) for a, b in combinations(KINDS, 2)}

    assert {pair: round(apart, 1) for pair, apart in close.items() if apart < 10} == {}


def test_colours_are_written_in_the_tokens_only() -> None:
    css = BASE_DIR / "static" / "css"
    # print is black on white, and a backdrop dims whatever lies behind it
    allowed = {"#000", "#222", "#333", "#444", "#555", "#999", "#fff"}
    written = {
        (path.name, code)
        for path in css.glob("*.css")
        if path.name not in {"tokens.css", "admin.css"}  # the admin has its own colours
        for code in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,)}])", path.read_text(encoding="utf-8"))
    }

    assert {found for found in written if found[1] not in allowed} == set()
