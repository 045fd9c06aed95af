"""How static files are stored for serving."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed, named by content; the imports between JavaScript modules get the hashed names too."""

    support_js_module_import_aggregation = True
