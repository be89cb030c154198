"""What a process that only serves pages loads: WeasyPrint and matplotlib take a second and a half."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LATER = ("weasyprint", "matplotlib", "fontTools", "elasticsearch")


def test_what_makes_documents_is_loaded_with_the_first_document(tmp_path):
    script = "import django; django.setup()\nimport ipplatform.urls, sys\nprint(*sys.modules)"
    environment = os.environ | {"IPP_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ipplatform.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "analytics.reports.urls" in loaded and "mediation.dossier.services.documents" in loaded
    assert not loaded & set(LATER)
