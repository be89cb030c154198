"""Write a new key file for production: `python scripts/make_keys.py /etc/ipplatform/keys.json`.

Keep it outside the data directory and out of the site's backups, readable by the site's user only, with a copy under
lock: whoever holds it reads what is sealed; without it nobody does. An existing file is never replaced.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ipplatform.keys import keys_make  # noqa: E402  a script is run from anywhere: the project's root comes first


def main(arguments: list[str]) -> int:
    """0 = written, 1 = refused with the reason, 2 = wrong usage."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write("usage: python scripts/make_keys.py FILE\n")
        return 2
    path = Path(arguments[0]).resolve()
    try:
        keys_make(path)
    except FileExistsError:
        sys.stderr.write(f"{path} is there already and stays as it is: what it sealed could not be read any more.\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{path} cannot be written: {error.strerror}. Choose a folder that you may write to.\n")
        return 1
    sys.stdout.write(f"Written: {path} (readable by its owner only). Name it in IPP_KEYS_FILE.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
