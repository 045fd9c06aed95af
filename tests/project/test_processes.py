"""What the processes of an instance load, and what the locks hold."""

from __future__ import annotations

from newsreader.settings import BASE_DIR


def test_a_web_process_never_loads_spacy(instance) -> None:
    program = (
        "import sys, newsreader.wsgi, django.urls; django.urls.get_resolver().url_patterns; "
        "print([name for name in ('spacy', 'thinc', 'onnxruntime', 'torch') if name in sys.modules])"
    )

    shown = instance.manage("shell", "--no-imports", "-c", program)

    assert (shown.stdout, shown.returncode) == ("[]\n", 0), shown.stderr


def test_locks_name_no_address_and_hash_everything() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (BASE_DIR / name).read_text().replace("\\\n", "")
        packages = [line for line in lock.splitlines() if line and not line.startswith("#")]
        assert "//" not in lock
        assert [package for package in packages if "--hash=sha256:" not in package] == []
        assert len(packages) > 20
