"""The capability table of domain.md section 2, by address: staff pages, wherever the admin shows them."""

from tests.capabilities.rows import BOTH, POST, Row, row
from tests.capabilities.table import DEAL_STAFF, MESSAGE, OPERATORS, TALK

REVISION = {"revision": "=1"}
ENTERPRISE_READERS = "operator general coordinator administrator both"
KEEPERS = "general both"
RIGHTS_STAFF = "operator general coordinator both"
CASE_STAFF = "mediator mediator2 coordinator"
PLAN_READERS = "coordinator operator general both"
REPORT_STAFF = "operator general editor both"

ENTERPRISES: tuple[Row, ...] = (
    row("enterprises_staff:list", ok=ENTERPRISE_READERS),
    row("enterprises_staff:create", ok=OPERATORS, methods=BOTH),
    row("enterprises_staff:detail", "enterprise.public_id", ok=ENTERPRISE_READERS),
    row("enterprises_staff:propose", "enterprise.public_id", ok=OPERATORS, methods=POST),
    # The New Area flag: operators propose, the general section decides, coordinators read; nothing for administrators.
    row("enterprises_staff:area_decide", "enterprise.public_id", "area.public_id", "=approve", ok=KEEPERS,
        refused="operator coordinator", methods=POST, data=REVISION),
    row("enterprises_staff:member_decide", "fresh.public_id", "membership_owner.public_id", "=admit", ok=OPERATORS,
        methods=POST),
    row("enterprises_staff:member_decide", "enterprise.public_id", "membership_staff.public_id", "=admit",
        methods=POST),
)  # fmt: skip

PATENTS: tuple[Row, ...] = (
    row("imports_staff:list", ok=DEAL_STAFF),
    row("imports_staff:upload", ok=OPERATORS, methods=BOTH),
    row("imports_staff:run", "run.public_id", ok=DEAL_STAFF),
    row("imports_staff:batch", "batch.public_id", ok=DEAL_STAFF),
    row("imports_staff:batch_start", "batch.public_id", ok=OPERATORS, methods=POST),
    row("imports_staff:progress", "run.public_id", ok=DEAL_STAFF),
    row("imports_staff:record", "record.pk", ok=DEAL_STAFF),
    row("imports_staff:record", "record_stated.pk", ok=OPERATORS),
    row("imports_staff:notes", "run.public_id", ok=DEAL_STAFF),
    row("imports_staff:notes_csv", "run.public_id", ok=DEAL_STAFF),
    row("imports_staff:dry_run", "run_waiting.public_id", ok=OPERATORS, methods=POST),
    row("imports_staff:stop", "run.public_id", ok=OPERATORS, methods=POST),
    row("imports_staff:template", ok=DEAL_STAFF),
    row("imports_staff:template_file", "=xlsx", ok=DEAL_STAFF),
    row("imports_staff:template_file", "=csv", ok=DEAL_STAFF),
    row("imports_staff:mapping", "run_waiting.public_id", ok=OPERATORS, methods=BOTH),
    row("imports_staff:discard", "run.public_id", ok=OPERATORS, methods=BOTH),
    row("imports_staff:mappings", ok=DEAL_STAFF),
    row("imports_staff:mapping_one", "mapping.public_id", ok=DEAL_STAFF, methods=BOTH),
    row("imports_staff:mapping_delete", "mapping.public_id", ok=OPERATORS, methods=BOTH),
    row("imports_staff:start", "run_waiting.public_id", ok=OPERATORS, methods=POST),
    row("imports_staff:refusals", "run.public_id", ok=DEAL_STAFF),
    row("imports_staff:take_back", "run.public_id", ok=OPERATORS, methods=BOTH),
    # The review list holds applications that are not published yet: operators only.
    row("duplicates_staff:list", ok=OPERATORS),
    row("duplicates_staff:find", ok=OPERATORS, methods=POST),
    row("duplicates_staff:choose", ok=OPERATORS),
    row("duplicates_staff:compare", "twin.pk", "other_twin.pk", ok=OPERATORS, methods=BOTH),
    row("duplicates_staff:decisions", "=merged", ok=OPERATORS),
    row("duplicates_staff:decisions", "=dismissed", ok=OPERATORS),
    row("duplicates_staff:undo", "=merged", "merge.public_id", ok=OPERATORS, methods=BOTH),
    row("duplicates_staff:undo", "=dismissed", "dismissal.public_id", ok=OPERATORS, methods=BOTH),
    # Name groups: operators write, the general section reads.
    row("names_staff:proposals", ok=DEAL_STAFF),
    row("names_staff:find", ok=OPERATORS, methods=POST),
    row("names_staff:decide", ok=OPERATORS, methods=POST),
    row("names_staff:groups", ok=DEAL_STAFF),
    row("names_staff:group", "name_group.public_id", ok=DEAL_STAFF),
    row("names_staff:relabel", "name_group.public_id", ok=OPERATORS, methods=POST),
    row("names_staff:link", "name_group.public_id", ok=OPERATORS, methods=POST),
    row("names_staff:leave", "name_group.public_id", "joined_name.pk", ok=OPERATORS, methods=POST),
    row("names_staff:dissolve", "name_group.public_id", ok=OPERATORS, methods=BOTH),
    row("names_staff:rejected", ok=DEAL_STAFF),
    row("names_staff:rejection_undo", "alias_rejection.public_id", ok=OPERATORS, methods=POST),
    row("industries_staff:list", ok=DEAL_STAFF),
    row("industries_staff:create", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:detail", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:edit", "industry.code", ok=KEEPERS, methods=BOTH),
    row("industries_staff:edit", "own_industry.code", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:expression", "industry.code", ok=KEEPERS, methods=BOTH),
    row("industries_staff:expression", "own_industry.code", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:retire", "industry.code", ok=KEEPERS, methods=BOTH),
    row("industries_staff:retire", "own_industry.code", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:versions", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:restore", "industry.code", "=1", ok=KEEPERS, methods=BOTH),
    row("industries_staff:restore", "own_industry.code", "=1", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:branches", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:branch_create", "industry.code", ok=KEEPERS, methods=BOTH),
    row("industries_staff:branch", "industry.code", "branch.pk", ok=KEEPERS, methods=BOTH),
    row("industries_staff:branch", "own_industry.code", "own_branch.pk", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:branch_remove", "industry.code", "branch.pk", ok=KEEPERS, methods=BOTH),
    row("industries_staff:branch_remove", "own_industry.code", "own_branch.pk", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:branch_step", "industry.code", "branch.pk", "=up", ok=KEEPERS, methods=POST),
    row("industries_staff:branch_step", "own_industry.code", "own_branch.pk", "=up", ok=DEAL_STAFF, methods=POST),
    row("industries_staff:tree_export", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:tree_upload", "industry.code", ok=KEEPERS, methods=BOTH),
    row("industries_staff:tree_upload", "own_industry.code", ok=DEAL_STAFF, methods=BOTH),
    row("industries_staff:tree_take", "industry.code", ok=KEEPERS, methods=POST),
    row("industries_staff:tree_take", "own_industry.code", ok=DEAL_STAFF, methods=POST),
    row("industries_staff:counts", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:count_now", "industry.code", ok=KEEPERS, methods=POST),
    row("industries_staff:count_now", "own_industry.code", ok=DEAL_STAFF, methods=POST),
    row("industries_staff:samples", "industry.code", ok=DEAL_STAFF),
    row("industries_staff:sample", "industry.code", "sample.public_id", ok=DEAL_STAFF),
    row("industries_staff:sample", "industry.code", "own_sample.public_id"),
    row("industries_staff:sample_export", "industry.code", "sample.public_id", ok=DEAL_STAFF),
    *(
        row(
            f"industries_staff:{name}",
            f"{own}industry.code",
            *(f"{own}{one}" if one[0] != "=" else one for one in more),
            ok=ok,
            methods=methods,
        )
        for name, more, methods in (
            ("sample_new", ("=precision",), BOTH),
            ("sample_new", ("=pool",), BOTH),
            ("sample_new", ("=known",), BOTH),
            ("judge", ("sample.public_id",), BOTH),
            ("sample_remove", ("sample.public_id",), BOTH),
            ("judging_remove", ("sample.public_id", "=1"), BOTH),
            ("quality_take", ("branch.pk",), POST),
        )
        for own, ok in (("", KEEPERS), ("own_", DEAL_STAFF))
    ),
    row("rights_staff:patent", "patent.pk", ok=RIGHTS_STAFF),
    row("rights_staff:patent", "patent_secret.pk", ok=OPERATORS),
    row("rights_staff:deed", "patent.pk", "=hold", ok=RIGHTS_STAFF, methods=POST),
    row("rights_staff:deed", "patent_secret.pk", "=hold", ok=OPERATORS, methods=POST),
)

OFFERS: tuple[Row, ...] = (
    row("offers_staff:list", ok=OPERATORS),
    row("offers_staff:detail", "offer_submitted.number", ok=OPERATORS),
    row("offers_staff:detail", "offer_locked.number", ok=OPERATORS),
    row("offers_staff:move", "offer_submitted.number", "=verify", ok=OPERATORS, methods=POST),
    row("offers_staff:file_add", "offer_submitted.number", ok=OPERATORS, methods=POST),
    row("offers_staff:state_record", "offer_submitted.number", "submitted_patent.pk", ok=OPERATORS, methods=POST),
    # A dispute's hold: the operator sees reason and dates; the coordinator lifts it at the patent's rights.
    row("offers_staff:hold_lift", "offer_locked.number", "hold.public_id", refused=OPERATORS, methods=POST),
    row("offers_staff:demands", ok=OPERATORS),
    row("offers_staff:demand", "demand_submitted.number", ok=OPERATORS),
    row("offers_staff:demand_move", "demand_submitted.number", "=publish", ok=OPERATORS, methods=POST),
)

DEALS: tuple[Row, ...] = (
    row("deals_staff:deals", ok=DEAL_STAFF),
    row("deals_staff:deal", "deal.number", ok=DEAL_STAFF),
    row("deals_staff:deal", "deal_done.number", ok=DEAL_STAFF),
    row("deals_staff:inquiries", ok=DEAL_STAFF),
    row("deals_staff:inquiry", "inquiry.public_id", ok=DEAL_STAFF),
    row("deals_staff:landings", ok=DEAL_STAFF),
    row("deals_staff:landing", "landing.public_id", ok=DEAL_STAFF),
    row("deals_staff:inquiry_deed", "inquiry.public_id", "=open", ok=OPERATORS, refused="general", methods=BOTH),
    row("deals_staff:deal_deed", "deal.number", "=cancel", ok=OPERATORS, refused="general", methods=BOTH),
    row("deals_staff:deal_deed", "deal_done.number", "=claim-landing", ok=OPERATORS, refused="general", methods=BOTH),
    row("deals_staff:part_deed", "deal_done.number", "=payments", "payment.pk", "=confirm", ok=OPERATORS,
        refused="general", methods=BOTH),
    row("deals_staff:part_deed", "deal_done.number", "=parties", "deal_party.pk", "=area", ok=OPERATORS,
        refused="general", methods=BOTH),
    # `operator` claimed it: refused by name whatever else he holds; the general section verifies.
    row("deals_staff:landing_deed", "landing.public_id", "=verify", ok=KEEPERS, refused="operator", methods=BOTH),
)  # fmt: skip

ANSWER = {"answer": "=示例", "outcome": "=advised", "revision": "=2"}
DECLINE = {"note": "=示例", "revision": "=1"}
MEDIATION: tuple[Row, ...] = (
    row("consultations_staff:list", ok="coordinator operator general both mediator mediator2"),
    row("consultations_staff:on_behalf", ok=OPERATORS, methods=BOTH),
    row("consultations_staff:detail", "consultation_requested.number", ok="coordinator operator general both"),
    row("consultations_staff:detail", "consultation_assigned.number", ok="coordinator operator general both mediator"),
    row("consultations_staff:move", "consultation_requested.number", "=decline", ok="coordinator operator both",
        refused="general", methods=POST, data=DECLINE),
    row("consultations_staff:move", "consultation_assigned.number", "=answer", ok="mediator",
        refused="coordinator operator general both", methods=POST, data=ANSWER),
    row("proceedings_staff:list", ok=CASE_STAFF),
    row("proceedings_staff:all", ok=CASE_STAFF),
    row("proceedings_staff:intake", ok="coordinator", methods=BOTH),
    row("proceedings_staff:convert", ok="coordinator", methods=BOTH),
    row("proceedings_staff:case", "case.public_id", ok="mediator coordinator"),
    row("proceedings_staff:case", "case.number", ok="mediator coordinator"),
    row("proceedings_staff:case", "case.public_id", ok="mediator coordinator", data=TALK),
    row("proceedings_staff:case", "case_agreement.public_id", ok="mediator coordinator"),
    row("proceedings_staff:case", "case_draft.public_id"),  # never submitted: still its writer's own
    # Messages: parties and mediator write, the coordinator reads.
    row("proceedings_staff:message", "case.public_id", ok="mediator", refused="coordinator", methods=POST,
        data=MESSAGE),
    row("proceedings_staff:deed", "case.public_id", "=note", ok="mediator", refused="coordinator", methods=BOTH),
    row("proceedings_staff:deed", "case.public_id", "=suspend", ok="coordinator", refused="mediator", methods=BOTH),
    row("proceedings_staff:deed", "case.public_id", "=generate-all", ok="mediator coordinator", methods=BOTH),
    row("proceedings_staff:deed", "case_draft.public_id", "=accept", methods=BOTH),
)  # fmt: skip

CANCEL = {"note": "=示例", "revision": "=1"}
ANALYTICS: tuple[Row, ...] = (
    row("seminars_staff:list", ok=REPORT_STAFF),
    row("seminars_staff:announce", ok=KEEPERS, methods=BOTH),
    row("seminars_staff:detail", "seminar.slug", ok=REPORT_STAFF),
    # Its texts are everybody's who keeps seminars or pages, until the minutes are public; publishing is the editor's.
    row("seminars_staff:edit", "seminar.slug", ok=REPORT_STAFF, methods=BOTH),
    row("seminars_staff:publish", "seminar_held.slug", ok="general editor both", refused="operator", methods=BOTH,
        data=REVISION),
    row("seminars_staff:move", "seminar.slug", "=cancel", ok=KEEPERS, refused="operator editor", methods=POST,
        data=CANCEL),
    row("reports_staff:list", ok=REPORT_STAFF),
    row("reports_staff:plan", ok=KEEPERS, methods=BOTH),
    row("reports_staff:detail", "report.public_id", ok=KEEPERS),
    row("reports_staff:detail", "own_report.public_id", ok=DEAL_STAFF),
    row("reports_staff:detail", "report_public.public_id", ok=REPORT_STAFF),
    *(
        row(f"reports_staff:{name}", f"{report}.public_id", *more, ok=ok, methods=BOTH)
        for name, more in (
            ("details", ()), ("freeze", ()), ("checklist", ()), ("citations", ()), ("interviews", ()),
            ("section", ("=recommendations",)),
        )
        for report, ok in (("own_report", "operator"), ("report", ""), ("report_public", ""))
    ),
    row("reports_staff:build", "own_report.public_id", ok=DEAL_STAFF, methods=POST),
    row("reports_staff:build", "report.public_id", ok=KEEPERS, methods=POST),
    row("reports_staff:sheet", "own_report.public_id", ok=DEAL_STAFF, methods=BOTH),
    row("reports_staff:sheet", "report.public_id", ok=KEEPERS, methods=BOTH),
    row("reports_staff:move", "own_report.public_id", "=submit", ok="operator", refused=KEEPERS, methods=POST,
        data={"revision": "=2"}),
    row("reports_staff:move", "report.public_id", "=submit", refused=KEEPERS, methods=POST, data=REVISION),
    row("plan_staff:board", ok=PLAN_READERS),
    row("plan_staff:create", ok=KEEPERS, methods=POST),
    row("plan_staff:snapshots", ok=KEEPERS),
    row("plan_staff:snapshot", "snapshot.public_id", ok=KEEPERS),
    row("plan_staff:freeze", "=2026", ok=KEEPERS, methods=BOTH),
    row("plan_staff:export", "=2026", "=plan.json", ok=KEEPERS),
    row("plan_staff:export", "=2026", "=services.xlsx", ok=KEEPERS),
    row("plan_staff:task", "=2026", "=1", ok=PLAN_READERS, methods=BOTH),
    row("plan_staff:target", "=2026", "=T3-6", ok=PLAN_READERS),
)  # fmt: skip

STAFF_PAGES = ENTERPRISES + PATENTS + OFFERS + DEALS + MEDIATION + ANALYTICS
