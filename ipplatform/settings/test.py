"""Tests: everything in a scratch directory, mail in memory, fast password hashing."""

import os
import tempfile

if "IPP_DATA_DIR" not in os.environ:
    os.environ["IPP_DATA_DIR"] = tempfile.mkdtemp(prefix="ipp-test-")
if (worker := os.environ.get("PYTEST_XDIST_WORKER", "")) and not os.environ["IPP_DATA_DIR"].endswith(worker):
    # Every process of a parallel run has files of its own: search index, keys, private files.
    os.environ["IPP_DATA_DIR"] = os.path.join(os.environ["IPP_DATA_DIR"], worker)

from ipplatform.settings.base import *  # noqa: F403  the scratch directory is set before base reads it

DEBUG = False
ELASTICSEARCH_URL = ""  # a test that needs the server names it itself
SECRET_KEY = "test-only"  # noqa: S105  tests have no secrets
ALLOWED_HOSTS = ["*"]
DEMO_CONTENT_ALLOWED = True
STAFF_SECOND_FACTOR_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, not memory: concurrency tests need WAL and several connections.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.db")}  # noqa: F405
else:
    # A test that waits for a lock, or meets a plan that never ends, fails with the statement instead of hanging.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c statement_timeout=120s -c lock_timeout=60s"  # noqa: F405
