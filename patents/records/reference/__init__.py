"""Reference facts: IPC titles, WIPO's 35 fields, offices, Chinese divisions. Pure; the data lie beside the code."""

from patents.records.reference.ipc import IpcEntry, ipc_chain, ipc_children, ipc_known, ipc_title
from patents.records.reference.legal_codes import legal_code_meaning
from patents.records.reference.regions import (
    Region,
    place_name,
    prefecture_short,
    province_short,
    region,
    region_by_name,
)
from patents.records.reference.territories import Territory, is_office, office_code_of_name, office_name, territory
from patents.records.reference.wipo import FIELDS, UNMAPPED, Field, wipo_field, wipo_fields

__all__ = [
    "FIELDS",
    "UNMAPPED",
    "Field",
    "IpcEntry",
    "Region",
    "Territory",
    "ipc_chain",
    "ipc_children",
    "ipc_known",
    "ipc_title",
    "is_office",
    "legal_code_meaning",
    "office_code_of_name",
    "office_name",
    "place_name",
    "prefecture_short",
    "province_short",
    "region",
    "region_by_name",
    "territory",
    "wipo_field",
    "wipo_fields",
]
