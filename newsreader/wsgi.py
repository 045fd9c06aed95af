"""The web application, for a WSGI server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")

application = get_wsgi_application()

# What has been loaded stays for good: no collection has to look at it again. A page of a long article makes a hundred
# thousand objects and frees them by itself, which the usual threshold of 700 answers with as many collections.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
