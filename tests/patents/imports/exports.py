"""The patent exports beside the checkout: what each is and how many rows it has."""

from tests.patents.imports.vendor_files import expected_of

EXPECTED = 0
"""The number of rows stands in the file of expected figures; those of Sumobrain's two files stand together."""
TABLES: dict[str, tuple[str, int]] = {  # file -> format and rows
    "patsnap/ar_glasses.xlsx": ("patsnap", EXPECTED),
    "patentscope/pizza_medium.xls": ("patentscope", EXPECTED),
    "lens/pizza_lens_1000.csv": ("lens", EXPECTED),
    "lens/autonomous.csv": ("lens", EXPECTED),
    "espacenet/pizza_small.xls": ("espacenet", 25),
    "espacenet/pizza_small.csv": ("espacenet", 25),
    "google_patents/autonomous.csv": ("google_patents", 316),
    "sumobrain/autonomous_1.xls": ("sumobrain", 250),
    "sumobrain/autonomous_1.xlsx": ("sumobrain", 250),
    "sumobrain/autonomous_2.xls": ("sumobrain", 249),
    "sumobrain/autonomous_2.xlsx": ("sumobrain", 249),
}
DOCUMENTS = {
    "full_cycle_ep1000000": 2, "family_1": 6, "abstract_ep1000000a1": 1, "biblio_ep1000000a1": 1,
    "biblio_us2006142694a1": 1, "biblio_jp2005533465a": 1, "biblio_au2013290010a1": 1, "biblio_us2012116137a1": 1,
    "claims_1": 1, "claims_2": 1, "legal_1": 1, "legal_2": 1, "legal_3": 1,
}  # fmt: skip
KEYED = {  # file -> distinct numbers as written, publications by their keys, patents; docs/import-formats.md says why
    "patsnap/ar_glasses.xlsx": (17_113, 17_111, 17_111),
    "patentscope/pizza_medium.xls": (9_997, 9_996, 9_996),
    "lens/pizza_lens_1000.csv": (1000, 1000, 1000),
    "lens/autonomous.csv": (863, 863, 701),
    "espacenet/pizza_small.xls": (25, 26, 25),
    "espacenet/pizza_small.csv": (25, 26, 25),
    "google_patents/autonomous.csv": (316, 316, 316),
    "sumobrain/autonomous_1.xls": (250, 250, 201),
    "sumobrain/autonomous_1.xlsx": (250, 250, 201),
    "sumobrain/autonomous_2.xls": (249, 249, 210),
    "sumobrain/autonomous_2.xlsx": (249, 249, 210),
}
EXPORTS = TABLES | {f"epo_ops/{name}.xml": ("epo_ops", rows) for name, rows in DOCUMENTS.items()}


def rows_of(name: str) -> int:
    """How many rows an export has."""
    _form, rows = EXPORTS[name]
    return rows if rows != EXPECTED else int(expected_of(f"{name.rpartition('.')[0]}_expected.json")["rows"])
