"""``python -m tests.benchmarks [--articles N]``: prints how fast this machine reads, annotates and serves."""

from __future__ import annotations

import argparse
import os
import sys

import django
from django.test.utils import override_settings, setup_databases, teardown_databases

ARTICLES = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"size of the library (default {ARTICLES:,})")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.benchmarks.pages import TIMES, Timing, article_timings, library_timings
    from tests.benchmarks.speed import beside_peers, words_per_second

    out = sys.stdout

    def say(timing: Timing) -> None:
        out.write(f"{timing.name:<40}{timing.milliseconds:>9.1f} ms{timing.size:>12,} bytes\n")
        out.flush()

    whole, bare = words_per_second()
    out.write(f"annotate        {whole:>9,.0f} words a second\n")
    out.write(f"pipeline alone  {bare:>9,.0f} words a second ({bare / whole:.2f} times as fast)\n")
    for name, rate in beside_peers():
        figure = "not installed" if rate is None else f"{rate:>9,.0f} words a second"
        out.write(f"{name:<42}{figure}\n")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
            out.write(f"\nserver time, warm, median of {TIMES}; bytes as sent\n")
            for timing in article_timings():
                say(timing)
            out.write(f"\nin a library of {options.articles:,} articles\n")
            for timing in library_timings(options.articles):
                say(timing)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
