"""Production refuses to start with a missing or sample secret or key."""

import logging

from django.core.exceptions import ImproperlyConfigured

from ipplatform.settings.base import *  # noqa: F403  settings modules extend each other by star import

DEBUG = False
DEMO_CONTENT_ALLOWED = False
STAFF_SECOND_FACTOR_REQUIRED = True
SECRET_KEY = env.str("SECRET_KEY", default="")  # noqa: F405
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])  # noqa: F405

if len(SECRET_KEY) < 50 or "development" in SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is missing or a sample: set at least 50 random characters.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is empty: name the hosts this site answers for.")
if "IPP_KEYS_FILE" not in env.ENVIRON or KEYS_FILE.resolve().is_relative_to(DATA_DIR):  # noqa: F405
    raise ImproperlyConfigured("IPP_KEYS_FILE must name a key file outside IPP_DATA_DIR.")
if not KEYS_FILE.exists():  # noqa: F405
    raise ImproperlyConfigured("IPP_KEYS_FILE names no file: make one with scripts/make_keys.py.")
if "IPP_AUDIT_HEADS_FILE" not in env.ENVIRON or AUDIT_HEADS_FILE.resolve().is_relative_to(DATA_DIR):  # noqa: F405
    raise ImproperlyConfigured("IPP_AUDIT_HEADS_FILE must name a file outside IPP_DATA_DIR.")
if not ELASTICSEARCH_URL:  # noqa: F405
    logging.getLogger("ipplatform").warning("ELASTICSEARCH_URL is not set: search runs on this one machine.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)  # noqa: F405
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]  # noqa: F405
