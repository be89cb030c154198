"""Publishing, superseding, withdrawing; the think-tank report's own demands; who reads in which state."""

from datetime import timedelta

import pytest

from analytics.reports.models import Kind, Report, ReportEvent, State
from analytics.reports.permissions import report_can_read, reports_public
from analytics.reports.services import (
    citations_set,
    interviews_set,
    report_publish,
    report_return,
    report_submit,
    report_supersede,
    report_withdraw,
    section_save,
)
from ipplatform import clock
from ipplatform.files.services import path_of
from ipplatform.moves import Refused
from tests.factories.people import user
from tests.factories.reports import (
    PDF,
    REPORT_DATE,
    approved,
    details_filled,
    drafting,
    expert_sheet,
    pdf_stored,
    published,
    submitted,
    ticked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}$")


def today():
    return clock.today()


def submit(report: Report):
    return report_submit(report=report, by=report.authors.get(), on=today(), revision=report.revision)


def publish(report: Report, **values):
    stated = {"no_confidential_data": True, "by": user("editor")} | values
    return report_publish(report=report, **stated, on=today(), revision=report.revision)


def test_publishing_checks_the_bytes_and_confidentiality():
    report = approved(drafting())
    with refused("not_allowed"):
        publish(report, by=user("general_section"))
    with refused("confidential_unchecked"):
        publish(report, no_confidential_data=False)
    path = path_of(report.pdf.sha256)
    path.write_bytes(PDF + b"changed")
    with refused("pdf_changed"):
        publish(report)
    path.write_bytes(PDF)
    assert publish(report).state == State.PUBLISHED


def test_a_new_version_supersedes_the_old_one_in_the_same_moment():
    first = published()
    with refused("no_new_version"):
        report_supersede(report=first, successor=None, by=user("general_section"), on=today(), revision=first.revision)
    second = published(drafting(of=first.industry))
    first.refresh_from_db()
    assert (second.version, second.previous, first.state) == (2, first, State.SUPERSEDED)
    assert list(reports_public()) == [second]
    assert first.slug != second.slug


def test_a_publication_that_is_refused_leaves_the_old_version_public():
    first = published()
    second = approved(drafting(of=first.industry))
    with refused("not_allowed"):
        publish(second, by=user("operator"))
    with refused("confidential_unchecked"):
        publish(second, no_confidential_data=False)
    assert list(reports_public()) == [first]


def test_withdrawing_needs_a_reason():
    report = published()
    with refused("reason_required"):
        report_withdraw(report=report, note="", by=user("general_section"), on=today(), revision=report.revision)
    gone = report_withdraw(
        report=report, note="数据有误", by=user("general_section"), on=today(), revision=report.revision
    )
    assert gone.state == State.WITHDRAWN
    assert not reports_public().exists()


def test_a_stale_page_is_told():
    report = submitted(drafting())
    with refused("changed_meanwhile"):
        report_return(report=report, note="意见", by=report.reviewers.get(), on=today(), revision=report.revision - 1)


def test_a_think_tank_report_needs_sources_an_expert_and_interviews_of_the_year():
    report = drafting(Kind.THINK_TANK)
    author = report.authors.get()
    report = details_filled(report, author)
    with refused("sources_missing"):
        submit(report)
    citations_set(report=report, citations=[{"text": "示例文献，2026"}], by=author, revision=report.revision)
    with refused("expert_sheet_missing"):
        submit(report)
    expert_sheet(report, author)
    late = {"organisation": "示例企业", "held_on": REPORT_DATE - timedelta(days=400), "people": 2, "consent": True}
    interviews_set(report=report, interviews=[late], by=author, revision=report.revision)
    with pytest.raises(Refused) as told:
        submit(report)
    assert (told.value.refusal.code, told.value.refusal.missing) == ("interview_outside_year", ("示例企业",))
    interviews_set(report=report, interviews=[late | {"held_on": REPORT_DATE}], by=author, revision=report.revision)
    written = {
        "policy": [{"type": "text", "text": "示例"}], "market": [{"type": "text", "text": "示例[1]"}],
        "benchmark": [{"type": "text", "text": "示例"}],
        "swot": [{"type": "swot", "text": "优势：甲\n劣势：乙\n机会：丙\n威胁：丁"}],
        "recommendations": [{"type": "recommendation", "text": "示例", "owner": "甲", "term": "年底"}],
    }  # fmt: skip
    for section in report.sections.filter(key__in=written):
        section.report = report
        section_save(
            section=section, title=section.title, blocks=written[section.key], by=author, revision=report.revision
        )
    ticked(report, author)
    assert submit(pdf_stored(report)).state == State.INTERNAL_REVIEW


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        (State.DRAFTING, {"author", "reviewer", "general_section"}),
        (State.APPROVED, {"author", "reviewer", "general_section", "editor"}),
        (State.PUBLISHED, {"author", "reviewer", "general_section", "editor", "operator", "mediator", "visitor"}),
    ],
)
def test_who_reads(state, readers):
    report = {State.DRAFTING: drafting, State.APPROVED: lambda: approved(drafting()), State.PUBLISHED: published}[
        state
    ]()
    people = {
        "author": report.authors.get(), "reviewer": report.reviewers.get(), "visitor": None,
        **{role: user(role) for role in ("general_section", "editor", "operator", "mediator", "administrator")},
    }  # fmt: skip
    expected = readers | ({"administrator"} if state == State.PUBLISHED else set())
    assert {name for name, person in people.items() if report_can_read(person, report)} == expected


def test_events_hold_no_text():
    report = submitted(drafting())
    report_return(report=report, note="很长的意见", by=report.reviewers.get(), on=today(), revision=report.revision)
    event = ReportEvent.objects.order_by("-pk").first()
    assert (event.action, event.reason_code) == ("return", "comments")
