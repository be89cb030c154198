"""WSGI entry point for granian and gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.production")
application = get_wsgi_application()
# The loaded site stays as it is: the collector's full rounds, 0.2 s long with it, need not look at it again.
import_module(settings.ROOT_URLCONF)
gc.freeze()
