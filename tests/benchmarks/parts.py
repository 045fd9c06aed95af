"""One part of the benchmark in a process of its own: ``python -m tests.benchmarks.parts PART FOLDER``.

``tests.benchmarks`` runs it, with DATABASE_URL set where another database than SQLite is measured.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import django
from django.test.utils import override_settings, setup_test_environment

# articles of the library beside the long one that the browser reads
_BESIDE: Final = 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.parts", description=__doc__)
    parser.add_argument("part", choices=list(_PARTS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    setup_test_environment(debug=False)
    sys.exit("\n".join(_PARTS[options.part](options)) or None)


def _say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _annotation(options: argparse.Namespace) -> list[str]:
    from tests.benchmarks.speed import beside_peers, words_per_second

    whole, bare = words_per_second()
    _say(f"annotate        {whole:>9,.0f} words a second")
    _say(f"pipeline alone  {bare:>9,.0f} words a second ({bare / whole:.2f} times as fast)")
    for name, rate in beside_peers():
        figure = "not installed" if rate is None else f"{rate:>9,.0f} words a second"
        _say(f"{name:<42}{figure}")
    return []


def _pages(options: argparse.Namespace) -> list[str]:
    from tests.benchmarks.serving import measure

    with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
        return measure(options.folder, options.articles, options.only, _say)


def _fill(options: argparse.Namespace) -> list[str]:
    from tests.benchmarks.databases import open_library
    from tests.benchmarks.serving import library

    _say(str(open_library(library(options.folder, options.articles), options.articles)))
    return []


def _browser(options: argparse.Namespace) -> list[str]:
    from tests.benchmarks.browsing import MOST, load, open_browser, read
    from tests.benchmarks.databases import open_library
    from tests.benchmarks.library import LONG
    from tests.benchmarks.serving import library

    file = library(options.folder, _BESIDE)
    open_library(file, _BESIDE)
    with open_browser(f"sqlite:///{file}") as page:
        loading = load(page, f"/articles/{LONG}/")
        _say(
            f"an article of 50,000 words with {loading.marks:,} marks: {loading.sent:,} bytes as sent; ms until it was"
        )
        _say(f"answered {loading.answered:,.0f}, painted {loading.painted:,.0f}, loaded {loading.loaded:,.0f}")
        _say(f"\nmilliseconds; after loading no frame shall be over {MOST}\n")
        _say(f"{'':<50}{'longest gap':>12}{'longest frame':>15}{'over 50':>9}")
        for frames in read(page):
            over = "" if frames.is_smooth else "OVER "
            longest = f"{frames.longest:,.0f}" if frames.longest else "-"
            _say(f"{frames.name:<50}{frames.gap:>12,.0f}{longest:>15}{frames.count:>9}  {over}{frames.blame}".rstrip())
    return []


_PARTS: Final[Mapping[str, Callable[[argparse.Namespace], list[str]]]] = {
    "annotation": _annotation,
    "pages": _pages,
    "browser": _browser,
    "fill": _fill,
}

if __name__ == "__main__":
    main()
