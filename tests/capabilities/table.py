"""The capability table of domain.md section 2, by address: public and desk pages. Expectations come from the domain.

A name that stands nowhere in `ok` or `refused` gets 404. The seller is the owner of what is offered and the claimant of
the cases, the buyer asks, buys and is respondent; `both` is operator and general section at once.
"""

from tests.capabilities.actors import EVERYBODY
from tests.capabilities.rows import BOTH, GET, NOT_FOUND, OK, POST, Row, partly_public, public, row, signed_in

OPERATORS = "operator both"
DEAL_STAFF = "operator general both"
SIDES = "seller buyer"
REVIEWERS_AND_OWNER = "seller operator both"
OFFICE_AND_OWNER = "seller operator general both"
MESSAGE = {"text": "=示例"}
TALK = {"talk": "claimant.public_id"}

SITE: tuple[Row, ...] = (
    public("healthz"),
    row("jobs:progress", "job.public_id", ok="operator"),
    row("jobs:stop", "job.public_id", ok="operator", methods=POST),
    signed_in("desk:home"),
    signed_in("desk:notices_read", methods=POST),
    signed_in("enterprises:join", methods=BOTH),
    signed_in("enterprises:members"),
    row("enterprises:member_decide", "membership_staff.public_id", "=admit", ok="third", methods=POST),
    row("enterprises:member_decide", "membership_owner.public_id", "=admit", ok=OPERATORS, methods=POST),
)

# Every kind of owner of private files.
FILES: tuple[Row, ...] = (
    row("files:download", "nobody"),
    row("files:download", "file_offer.public_id", ok=REVIEWERS_AND_OWNER),
    row("files:download", "file_pledge.public_id", ok=OFFICE_AND_OWNER),
    row("files:download", "file_deal.public_id", ok=f"{SIDES} {DEAL_STAFF}"),
    row("files:download", "file_landing.public_id", ok=f"buyer {DEAL_STAFF}"),
    row("files:download", "file_room.public_id"),  # its own address logs every view
    row("files:download", "file_import.public_id", ok=DEAL_STAFF),
    row("files:download", "file_case_evidence.public_id", ok="seller mediator coordinator"),
    row("files:download", "file_case_identity.public_id", ok="seller mediator coordinator"),
    row("files:download", "file_case_consent.public_id", ok="seller buyer mediator coordinator"),
    row("files:download", "file_consultation.public_id", ok="seller mediator coordinator"),
    row("files:download", "file_seminar.public_id", ok=DEAL_STAFF),
    row("files:download", "file_report.public_id", ok="general both"),
    signed_in("files:download", "file_report_public.public_id"),
    row("files:download", "file_sheet.public_id", ok="general both"),
    row("files:download", "file_dataset.public_id", ok="general both"),
)

PATENTS: tuple[Row, ...] = (
    public("catalogue:search"),
    public("catalogue:export"),
    signed_in("catalogue:export_start", methods=POST),
    signed_in("catalogue:exports"),
    signed_in("catalogue:save", methods=BOTH),
    row("catalogue:found", "saved_finding.public_id", ok="seller"),
    signed_in("alerts:searches"),
    signed_in("alerts:recent", methods=POST),
    row("alerts:rename", "saved_search.public_id", ok="seller", methods=POST),
    row("alerts:switch", "saved_search.public_id", ok="seller", methods=POST),
    row("alerts:delete", "saved_search.public_id", ok="seller"),
    Row("alerts:unsubscribe", ("saved_token",), GET, frozenset(EVERYBODY), anonymous=OK),
    row("alerts:unsubscribe", "=forged", anonymous=NOT_FOUND),
    public("catalogue:filters"),
    public("catalogue:form"),
    public("catalogue:facet", "=applicant"),
    public("catalogue:patent", "patent.number"),
    partly_public("catalogue:patent", "patent_secret.application_number", ok=REVIEWERS_AND_OWNER),
)

OFFERS: tuple[Row, ...] = (
    public("offers:list"),
    public("offers:detail", "offer.number"),
    partly_public("offers:detail", "offer_draft.number", ok=REVIEWERS_AND_OWNER),
    partly_public("offers:detail", "offer_submitted.number", ok=OFFICE_AND_OWNER),
    partly_public("offers:detail", "offer_locked.number", ok=OFFICE_AND_OWNER),
    public("offers:demands"),
    public("offers:demand", "demand.number"),
    partly_public("offers:demand", "demand_draft.number", ok=REVIEWERS_AND_OWNER),
    partly_public("offers:demand", "demand_submitted.number", ok=OFFICE_AND_OWNER),
    signed_in("offers:desk_list"),
    signed_in("offers:create", methods=BOTH),
    row("offers:desk_detail", "offer.number", ok="seller"),
    row("offers:desk_detail", "offer_draft.number", ok="seller"),
    row("offers:desk_edit", "offer_draft.number", ok="seller", methods=BOTH),
    row("offers:desk_patent_add", "offer_draft.number", ok="seller", methods=POST),
    row("offers:desk_patent_remove", "offer_draft.number", "draft_patent.pk", ok="seller", methods=POST),
    row("offers:desk_patent_state", "offer_draft.number", "draft_patent.pk", ok="seller", methods=POST),
    row("offers:desk_file_add", "offer_draft.number", ok="seller", methods=POST),
    row("offers:desk_file_remove", "offer_draft.number", "draft_file.pk", ok="seller", methods=POST),
    row("offers:desk_move", "offer_draft.number", "=submit", ok="seller", methods=POST),
    row("offers:desk_move", "offer.number", "=withdraw", ok="seller", methods=POST),
    signed_in("offers:desk_demands"),
    signed_in("offers:demand_create", methods=BOTH),
    row("offers:desk_demand", "demand_draft.number", ok="seller"),
    row("offers:desk_demand_edit", "demand_draft.number", ok="seller", methods=BOTH),
    row("offers:desk_demand_move", "demand_draft.number", "=submit", ok="seller", methods=POST),
)

DEALS: tuple[Row, ...] = (
    signed_in("deals:inquiry_create", "offer.number", methods=BOTH, refused="seller"),
    row("deals:inquiry_create", "offer_draft.number", ok=OPERATORS, refused="seller", methods=BOTH),
    signed_in("deals:demand_inquiry_create", "demand.number", methods=BOTH, refused="seller"),
    row("deals:demand_inquiry_create", "demand_draft.number", ok=OPERATORS, refused="seller", methods=BOTH),
    signed_in("deals:desk_inquiries"),
    row("deals:desk_inquiry", "inquiry.public_id", ok=SIDES),
    row("deals:data_room_file", "inquiry.public_id", "file_room.public_id", ok=f"{SIDES} {OPERATORS}"),
    row("deals:data_room_file", "inquiry_blind.public_id", "file_room_blind.public_id", ok=REVIEWERS_AND_OWNER,
        refused="buyer"),
    row("deals:data_room_file", "inquiry.public_id", "file_offer.public_id"),
    row("deals:desk_inquiry_deed", "inquiry.public_id", "=answer", ok="seller", refused="buyer", methods=BOTH),
    row("deals:desk_inquiry_deed", "inquiry.public_id", "=close", ok=SIDES, methods=BOTH),
    signed_in("deals:desk_deals"),
    row("deals:desk_deal", "deal.number", ok=SIDES),
    row("deals:desk_deal", "deal_done.number", ok=SIDES),
    row("deals:desk_deed", "deal.number", "=accept", ok=SIDES, methods=BOTH),
    row("deals:desk_deed", "deal.number", "=cancel", ok=SIDES, methods=BOTH),
    row("deals:desk_part_deed", "deal.number", "=quotes", "quote.pk", "=withdraw", ok="seller", refused="buyer",
        methods=BOTH),
    row("deals:desk_part_deed", "deal_done.number", "=payments", "payment.pk", "=note", refused=SIDES, methods=BOTH),
    row("deals:desk_part_deed", "deal_done.number", "=landings", "landing.pk", "=confirm", ok="buyer", methods=BOTH),
)  # fmt: skip

MEDIATION: tuple[Row, ...] = (
    public("people:directory"),
    public("proceedings:services"),
    signed_in("consultations:desk_list"),
    signed_in("consultations:create", methods=BOTH),
    row("consultations:desk_detail", "consultation_answered.number", ok="seller"),
    row("consultations:desk_move", "consultation_answered.number", "=acknowledge", ok="seller", methods=POST),
    signed_in("proceedings:desk_list"),
    signed_in("proceedings:apply", methods=BOTH),
    row("proceedings:apply_step", "case_draft.public_id", "=summary", ok="seller", methods=BOTH),
    row("proceedings:apply_step", "case_draft.public_id", "=review", ok="seller", methods=BOTH),
    row("proceedings:apply_step", "case.public_id", "=summary", ok="seller"),
    row("proceedings:room", "case_draft.public_id", ok="seller"),
    # The coordinator is led to the office's page of the case.
    row("proceedings:room", "case.public_id", ok="seller buyer mediator coordinator"),
    row("proceedings:room", "case.number", ok="seller buyer mediator coordinator"),
    row("proceedings:room", "case.public_id", ok="seller buyer mediator coordinator", data=TALK),
    row("proceedings:room", "case_agreement.public_id", ok="seller buyer mediator coordinator"),
    row("proceedings:message", "case.public_id", ok="seller buyer mediator", methods=POST),
    row("proceedings:room_deed", "case_draft.public_id", "=upload", ok="seller", methods=BOTH),
    row("proceedings:room_deed", "case.public_id", "=upload", ok=SIDES, refused="mediator", methods=BOTH),
    row("proceedings:room_deed", "case.public_id", "=confirm-facts", ok=SIDES, refused="mediator", methods=BOTH),
    row("proceedings:room_deed", "case.public_id", "=note", ok="mediator", refused=SIDES, methods=BOTH),
    row("proceedings:room_deed", "case_agreement.public_id", "=sign", ok=SIDES, refused="mediator", methods=BOTH),
)

ANALYTICS: tuple[Row, ...] = (
    public("seminars:list"),
    public("seminars:detail", "seminar.slug"),
    public("reports:list"),
    public("reports:detail", "report_public.slug"),
    public("reports:pdf", "report_public.slug"),
    public("reports:figure_csv", "report_public.slug", "public_figure.number"),
    public("reports:figure_image", "report_public.slug", "public_figure.number"),
    partly_public("reports:detail", "report.slug"),  # drafts are read in the staff pages
    partly_public("reports:pdf", "report.slug", ok="general both"),
    partly_public("reports:figure_csv", "report.slug", "figure.number", ok="general both"),
    partly_public("reports:figure_image", "report.slug", "figure.number", ok="general both"),
    public("plan:figures"),
)

PAGES = SITE + FILES + PATENTS + OFFERS + DEALS + MEDIATION + ANALYTICS
