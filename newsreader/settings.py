"""Django's settings, read from the environment; every variable has a default that works (docs/deploy.md lists them)."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import Any

from newsreader import env

BASE_DIR = Path(__file__).resolve().parent.parent

# Where this instance lives

HOST = env.text("HOST", "127.0.0.1")
PORT = env.whole("PORT", default=8000, most=65535)
DATA = Path(env.text("NEWSREADER_DATA", str(BASE_DIR / "var"))).absolute()
DEBUG = env.flag("DEBUG", default=False)
HTTPS = env.flag("NEWSREADER_HTTPS", default=False)
SECRET_KEY = env.secret("SECRET_KEY", DATA / "secret-key")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", HOST])
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

# What this instance does

# may anybody read, or only who signed in
OPEN_READING = env.flag("NEWSREADER_OPEN_READING", default=True)
# are the sample articles loaded when there is nothing else
SAMPLES = env.flag("NEWSREADER_SAMPLES", default=True)
# characters of one article
MAX_TEXT = env.whole("NEWSREADER_MAX_TEXT", default=1_000_000, least=1)

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    # serves static files under runserver as in production
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsreader.security.ContentSecurityPolicyMiddleware",
    # an article page shrinks to a quarter; the one secret in a page, its CSRF token, is masked anew each time (BREACH)
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
if not OPEN_READING:
    MIDDLEWARE.append("django.contrib.auth.middleware.LoginRequiredMiddleware")

ROOT_URLCONF = "newsreader.urls"
WSGI_APPLICATION = "newsreader.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.views.display.context",
            ],
        },
    }
]

# The store and the queue

DATABASES = {"default": env.database("DATABASE_URL", default=DATA / "newsreader.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Input: the longest text as a form sends it (each character up to twelve bytes), and room for the other fields

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * MAX_TEXT + 1024 * 1024
# the admin shows each annotation of an article as a form of several fields
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000

# Who is who

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "library"
LOGOUT_REDIRECT_URL = "library"

# Browsers share cookies between the ports of a host: instances side by side would sign each other out. Web servers of
# one instance share the secret key, and with it the names.
_INSTANCE = hmac.new(SECRET_KEY.encode(), b"cookie names", "sha256").hexdigest()[:8]
SESSION_COOKIE_NAME = f"session_{_INSTANCE}"
CSRF_COOKIE_NAME = f"csrf_{_INSTANCE}"
# a month of reading before one has to sign in again
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60

# Transport: with HTTPS on, a reverse proxy ends TLS and says so in X-Forwarded-Proto (docs/deploy.md)

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS

# Language and time: dates are shown as written in the article, times of the store are UTC

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

# Static files: collected, compressed and named by their content, one folder per instance

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsreader.storage.StaticFiles"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # not Django's own handlers, which mail the administrators that nobody named
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # it warns of every HEAD request, whose body it drops as it should
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "articles": {"level": "INFO"},
        "newsreader": {"level": "INFO"},
    },
}
