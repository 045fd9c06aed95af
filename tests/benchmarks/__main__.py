"""``python -m tests.benchmarks``: prints how fast this machine reads, annotates and serves."""

from __future__ import annotations

import os
import sys

import django
from django.test.utils import override_settings, setup_databases, teardown_databases


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.benchmarks.pages import TIMES, timings
    from tests.benchmarks.speed import words_per_second

    whole, bare = words_per_second()
    out = sys.stdout
    out.write(f"annotate        {whole:>9,.0f} words a second\n")
    out.write(f"pipeline alone  {bare:>9,.0f} words a second ({bare / whole:.2f} times as fast)\n\n")
    out.write(f"server time, warm, median of {TIMES}\n")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(ROOT_URLCONF="tests.benchmarks.urls"):
            for timing in timings():
                out.write(f"{timing.name:<40}{timing.milliseconds:>9.1f} ms{timing.size:>12,} bytes\n")
                out.flush()
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
