"""Names of fields in other databases and the code of the field that asks the same, or nearly. Pure.

After PatSnap's list of searchable fields (help.patsnap.com, Search Helper), the searchable fields of the Lens patent
API (docs.api.lens.org), and the fields of PATENTSCOPE (patentscope.wipo.int, help: fields definition). Names that ask
what no field of ours asks are left out, and so are those that are ours too and mean something else there.
"""

import re

_NAMES = {
    "TI": "ttl_all ttl_entrans ttl_cntrans",
    "AB": "abst abst_all abst_entrans abst_cntrans",
    "CL": "clms clms_all clms_entrans clms_cntrans iclms iclms_all iclms_entrans iclms_cntrans claim",
    "TA": "ta_all tac tac_all tacd tacd_all",
    "PA": "all_an ans ans_exact f_an an_hist applicant.name applicant.name.exact paf paa",
    "AS": "anc ancs ancs_exact f_anc owner_all.name owner_all.name.exact",
    "IN": "inc in_exact f_in inventor.name inventor.name.exact inf ina",
    "IPC": "ipc_low ipc_section ipc_class ipc_sub_class ipc_group ipc_sub_group ipc_cpc mipc mipc_low"
    " class_ipcr.symbol class_ipcr.first_symbol class_ipcr.inv_symbol ic ic_ex icf ici",
    "CPC": "cpc_low cpc_all cpc_section cpc_class cpc_sub_class cpc_group cpc_sub_group mcpc"
    " class_cpc.symbol class_cpc.first_symbol class_cpc.inv_symbol cpc_ex",
    "PN": "doc_number ids gn wo",
    "AN": "apno application_reference.doc_number",
    "AD": "apd_y apd_ym application_reference.date",
    "PD": "pbd_y pbd_ym f_pbd date_published year_published dp",
    "GD": "isd legal_status.grant_date",
    "PRD": "priority_date e_priority_date earliest_priority_claim_date",
    "OFFICE": "authority jurisdiction ctr of",
    "PROVINCE": "an_province anc_province",
    "CITY": "an_city anc_city",
    "SEI": "seic seic_all",
}
OTHER_NAMES = {name: code for code, names in _NAMES.items() for name in names.split()}
_IN_LANGUAGE = re.compile(r"[a-z]{2}_(ti|ab|cl|all|alltxt)")
_EVERYWHERE = frozenset({"all", "alltxt", "allnames", "allnum", "fp", "mainf", "mainf_all", "full_text"})


def other_name(name: str) -> str | None:
    """The code of the field that another database calls so; empty where it asks as words without a field do."""
    folded = name.casefold()
    in_language = _IN_LANGUAGE.fullmatch(folded)  # EN_TI, ZH_AB of PATENTSCOPE
    if in_language is not None:
        return "" if in_language[1].startswith("all") else in_language[1].upper()
    return "" if folded in _EVERYWHERE else OTHER_NAMES.get(folded)
