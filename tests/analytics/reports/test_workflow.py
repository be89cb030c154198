"""The state table of a report: the whole walk, each refusal by name, who may not."""

import pytest
from django.db import DatabaseError, transaction

from analytics.reports.models import ChecklistLine, Dataset, Kind, Report, State
from analytics.reports.permissions import reports_public
from analytics.reports.selectors import report_fingerprint
from analytics.reports.services import (
    checklist_set,
    report_approve,
    report_freeze_data,
    report_pass,
    report_plan,
    report_return,
    report_start,
    report_submit,
    section_save,
)
from ipplatform import clock
from ipplatform.moves import Refused
from patents.industries.services import branch_save
from tests.factories.people import user
from tests.factories.reports import (
    CUTOFF,
    PDF,
    complete,
    details_filled,
    drafting,
    expert_sheet,
    frozen,
    in_expert_review,
    industry,
    pdf_stored,
    planned,
    published,
    submitted,
    ticked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}$")


def today():
    return clock.today()


def approve(report: Report, by):
    return report_approve(report=report, by=by, on=today(), revision=report.revision)


def submit(report: Report):
    return report_submit(report=report, by=report.authors.get(), on=today(), revision=report.revision)


def test_the_whole_walk():
    report = published()
    assert report.state == State.PUBLISHED
    assert report.published_on == today()
    assert report.approved_sha256 == report.pdf.sha256
    actions = [event.action for event in report.events.order_by("pk")]
    assert actions == ["plan", "start", "freeze_data", "submit", "pass", "approve", "publish"]
    assert list(reports_public()) == [report]


def test_planning_needs_a_target_or_a_reason_and_the_general_section():
    of = industry()
    common = {"industry": of, "kind": Kind.DATA, "commissioner": "示例", "on": today()}
    with refused("plan_reason_missing"):
        report_plan(**common, by=user("general_section"))
    for role in ("operator", "editor", "administrator"):
        with refused("not_allowed"):
            report_plan(**common, plan_reason="示例", by=user(role))
    report_plan(**common, plan_reason="示例", by=user("general_section"))
    with refused("version_open"):
        report_plan(**common, plan_reason="示例", by=user("general_section"))


def test_people_are_named_disjoint_and_of_the_right_roles():
    report = planned()
    general, a, b = user("general_section"), user("operator"), user("operator")

    def start(authors, reviewers):
        return report_start(
            report=report, authors=authors, reviewers=reviewers, by=general, on=today(), revision=report.revision
        )

    with refused("authors_missing"):
        start([a], [])
    with refused("authors_reviewers_overlap"):
        start([a], [a, b])
    with refused("author_role"):
        start([user("editor")], [b])
    with refused("not_allowed"):
        report_start(report=report, authors=[a], reviewers=[b], by=a, on=today(), revision=report.revision)
    assert start([a], [b]).state == State.DRAFTING


def freeze(report: Report, **values):
    stated = {
        "cutoff": CUTOFF, "unit": "application", "source": "示例", "licence": "示例", "precision": None, "recall": None,
        "sample_size": None, "not_sampled_reason": "示例", "by": report.authors.get(),
    }  # fmt: skip
    return report_freeze_data(report=report, **(stated | values), on=today(), revision=report.revision)


def test_freezing_asks_quality_of_the_whole_and_of_each_branch():
    report = drafting()
    with refused("quality_missing"):
        freeze(report, not_sampled_reason="")
    branch_save(industry=report.industry, name="没有记录的分支", by=report.industry.created_by)
    with pytest.raises(Refused) as told:
        freeze(report)
    assert (told.value.refusal.code, told.value.refusal.missing) == ("quality_missing", ("没有记录的分支",))
    assert not Dataset.objects.exists()


def test_freezing_is_the_authors_and_of_data_reports_only():
    report = drafting()
    for stranger in (report.reviewers.get(), user("general_section"), user("operator")):
        with refused("not_allowed"):
            freeze(report, by=stranger)
    with refused("not_a_data_report"):
        freeze(drafting(Kind.THINK_TANK, report.industry))


def test_frozen_data_cannot_be_changed():
    dataset = frozen(drafting()).dataset
    with pytest.raises(DatabaseError), transaction.atomic():
        Dataset.objects.filter(pk=dataset.pk).update(rows=1)


def test_submitting_names_what_is_missing_in_order():
    report = drafting()
    with refused("report_date_missing"):
        submit(report)
    author = report.authors.get()
    report = details_filled(report, author)
    with refused("dataset_not_frozen"):
        submit(report)
    report = frozen(report)
    with pytest.raises(Refused) as told:
        submit(report)
    assert told.value.refusal.code == "checklist_incomplete"
    assert "建议" in [str(one) for one in told.value.refusal.missing]
    report = complete(report)
    report.pdf = None
    report.save()
    with refused("pdf_missing"):
        submit(report)


def test_a_ticked_line_with_a_gap_stays_incomplete_unless_not_applicable_with_reason():
    report = frozen(drafting())
    author = report.authors.get()
    report = details_filled(report, author)
    ticked(report, author)
    with pytest.raises(Refused) as told:
        submit(report)
    assert [str(one) for one in told.value.refusal.missing] == ["建议"]
    skipped = ChecklistLine.LineState.NOT_APPLICABLE.value
    with refused("line_reason_missing"):
        checklist_set(report=report, answers={"recommendations": (skipped, " ")}, by=author, revision=report.revision)
    answers = {"recommendations": (skipped, "首版不含建议")}
    checklist_set(report=report, answers=answers, by=author, revision=report.revision)
    assert submit(pdf_stored(report)).state == State.INTERNAL_REVIEW


def test_an_edit_after_the_pdf_makes_it_out_of_date():
    report = complete(drafting())
    section = report.sections.get(key="overview")
    before = report_fingerprint(report)
    blocks = [*section.blocks, {"type": "text", "text": "补充一段。"}]
    section_save(section=section, title=section.title, blocks=blocks, by=report.authors.get(), revision=report.revision)
    report.refresh_from_db()
    assert report_fingerprint(report) != before
    with refused("pdf_out_of_date"):
        submit(report)


def test_nothing_is_edited_after_submission_nor_by_others():
    report = submitted(drafting())
    section = report.sections.get(key="overview")
    with refused("not_a_draft"):
        section_save(section=section, title="x", blocks=[], by=report.authors.get(), revision=report.revision)
    with refused("not_allowed"):
        section_save(section=section, title="x", blocks=[], by=report.reviewers.get(), revision=report.revision)


def test_only_the_reviewer_returns_and_passes():
    report = submitted(drafting())
    author, reviewer = report.authors.get(), report.reviewers.get()
    for stranger in (author, user("general_section"), user("operator")):
        with refused("not_allowed"):
            report_return(report=report, note="意见", by=stranger, on=today(), revision=report.revision)
    with refused("reason_required"):
        report_return(report=report, note=" ", by=reviewer, on=today(), revision=report.revision)
    with refused("evidence_required"):
        report_pass(
            report=report,
            sheet=None,
            sheet_name="",
            given_on=today(),
            by=reviewer,
            on=today(),
            revision=report.revision,
        )
    back = report_return(report=report, note="意见", by=reviewer, on=today(), revision=report.revision)
    assert (back.state, back.return_note) == (State.DRAFTING, "意见")


def test_a_reviewer_who_became_author_is_refused():
    report = submitted(drafting())
    reviewer = report.reviewers.get()
    report.authors.add(reviewer)
    with refused("reviewer_is_author"):
        report_pass(
            report=report, sheet=PDF, sheet_name="r.pdf", given_on=today(), by=reviewer, on=today(),
            revision=report.revision,
        )  # fmt: skip


def test_approval_needs_an_expert_sheet_and_somebody_who_is_no_author():
    report = in_expert_review(drafting())
    general = user("general_section")
    with refused("expert_sheet_missing"):
        approve(report, general)
    expert_sheet(report, general)
    report.authors.add(general)
    report.pdf_fingerprint = report_fingerprint(report)
    report.save()
    with refused("approver_is_author"):
        approve(report, general)
    with refused("not_allowed"):
        approve(report, report.reviewers.get())
    assert approve(report, user("general_section")).state == State.APPROVED


def test_the_approver_may_be_the_reviewer():
    of = industry()
    report, general = planned(of=of), user("general_section")
    report = report_start(
        report=report, authors=[user("operator")], reviewers=[general], by=general, on=today(), revision=report.revision
    )
    report = in_expert_review(report)
    expert_sheet(report, general)
    assert approve(report, general).state == State.APPROVED


def test_the_general_section_returns_from_expert_review():
    report = in_expert_review(drafting())
    back = report_return(report=report, note="重写", by=user("general_section"), on=today(), revision=report.revision)
    assert back.state == State.DRAFTING
