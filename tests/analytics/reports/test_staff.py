"""Staff pages of reports: each role's buttons, the jobs, the forms; strangers get 404, forged moves a named refusal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from analytics.reports.models import Report, State
from analytics.reports.tasks import BUILD, FREEZE, report_build_task, report_freeze_task
from analytics.reports.waiting import waiting_for
from ipplatform.accounts.models import User
from ipplatform.jobs.models import DONE, FAILED, Job
from patents.industries.models import IndustryExpression
from tests.factories.people import user
from tests.factories.reports import (
    PDF,
    approved,
    drafting,
    frozen,
    in_expert_review,
    industry,
    planned,
    published,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def path(report: Report, rest: str = "") -> str:
    return f"/admin/reports/{report.public_id}/{rest}"


def test_planning_in_the_browser():
    of = industry()
    client = client_of(user("general_section"))
    assert client.get("/admin/reports/plan/").status_code == 200
    posted = {
        "industry": of.pk, "kind": "data", "commissioner": "示例", "plan_reason": "示例", "form_token": "t" * 20,
    }  # fmt: skip
    first, second = (client.post("/admin/reports/plan/", posted) for _ in range(2))
    assert first.url == second.url
    assert Report.objects.count() == 1
    again = client.post("/admin/reports/plan/", posted | {"form_token": "u" * 20})
    assert again.status_code == 409
    assert "还有一个版本没有发布" in again.content.decode()


@pytest.mark.parametrize("role", ["mediator", "case_coordinator", "administrator"])
def test_roles_without_reports_find_no_page(role):
    report = drafting()
    client = client_of(user(role))
    for rest in ("", "details/", "freeze/", "checklist/", "sections/summary/"):
        assert client.get(path(report, rest)).status_code == 404
    assert client.get("/admin/reports/").status_code == 404


def test_an_operator_who_is_not_named_finds_no_draft():
    report = drafting()
    assert client_of(user("operator")).get(path(report)).status_code == 404
    reviewer = client_of(report.reviewers.get())
    assert reviewer.get(path(report)).status_code == 200
    assert reviewer.get(path(report, "sections/summary/")).status_code == 404


def test_only_the_general_section_starts():
    report = planned()
    author, reviewer = user("operator"), user("operator")
    client = client_of(user("general_section"))
    both = {"authors": [author.pk], "reviewers": [author.pk], "revision": report.revision}
    refused = client.post(path(report, "moves/start/"), both)
    assert (refused.status_code, "不能既编制又审核" in refused.content.decode()) == (409, True)
    assert client.post(path(report, "moves/start/"), both | {"reviewers": [reviewer.pk]}).status_code == 302
    report.refresh_from_db()
    assert report.state == State.DRAFTING


def test_data_are_frozen_and_the_pdf_built_by_jobs_with_progress(django_capture_on_commit_callbacks):
    report = drafting()
    client = client_of(report.authors.get())
    assert "source=demo" in client.get(path(report, "freeze/")).content.decode()
    posted = {
        "revision": report.revision, "cutoff": "2025-12-31", "unit": "application", "source": "示例", "licence": "示例",
    }  # fmt: skip
    missing = client.post(path(report, "freeze/"), posted)
    assert (missing.status_code, "未抽样的原因" in missing.content.decode()) == (400, True)
    assert client.post(path(report, "freeze/"), posted | {"not_sampled_reason": "示例"}).status_code == 302
    job = Job.objects.get(kind=FREEZE)
    assert "排队中" in client.get(path(report)).content.decode()
    report_freeze_task.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress_total) == (DONE, 13)
    report.refresh_from_db()
    assert job.result == {"dataset_hash": report.dataset.hash}
    for _ in range(2):  # pressing twice starts it once
        assert client.post(path(report, "build/")).status_code == 302
    report_build_task.func(Job.objects.get(kind=BUILD).pk)
    report.refresh_from_db()
    assert report.pdf_pages > 10


def test_a_freeze_of_an_industry_that_cannot_be_read_says_what_is_wrong_with_its_expression():
    report = drafting()
    newest = report.industry.expressions.order_by("-version").first()
    IndustryExpression.objects.create(
        industry=report.industry, version=newest.version + 1, text="TI=(电池", hits=0, created_by=newest.created_by
    )
    client = client_of(report.authors.get())
    posted = {
        "revision": report.revision, "cutoff": "2025-12-31", "unit": "application", "source": "示例", "licence": "示例",
        "not_sampled_reason": "示例",
    }  # fmt: skip
    assert client.post(path(report, "freeze/"), posted).status_code == 302
    job = Job.objects.get(kind=FREEZE)
    report_freeze_task.func(job.pk)
    job.refresh_from_db()
    assert job.state == FAILED and "第 4 个字符处" in job.error
    assert "请先改好产业的检索式" in client.get(path(report)).content.decode()


def test_the_names_under_which_applicants_count_are_chosen_when_data_are_frozen():
    report = drafting()
    client = client_of(report.authors.get())
    page = client.get(path(report, "freeze/")).content.decode()
    assert '<option value="approved" selected>人工归并</option>' in page and "申请人名称" in page
    posted = {
        "revision": report.revision, "cutoff": "2025-12-31", "unit": "application", "source": "示例", "licence": "示例",
        "not_sampled_reason": "示例",
    }  # fmt: skip
    wrong = client.post(path(report, "freeze/"), posted | {"names": "loud"})
    assert wrong.status_code == 400 and not Job.objects.exists()
    assert client.post(path(report, "freeze/"), posted | {"names": "raw"}).status_code == 302
    report_freeze_task.func(Job.objects.get(kind=FREEZE).pk)
    report.refresh_from_db()
    assert report.dataset.names == "raw"
    assert "<dt>申请人名称</dt><dd>来源原文</dd>" in client.get(path(report)).content.decode()
    assert '<option value="raw" selected>' in client.get(path(report, "freeze/")).content.decode()


def test_writing_a_chapter_keeps_what_was_typed():
    report = frozen(drafting())
    client = client_of(report.authors.get())
    assert client.get(path(report, "sections/recommendations/")).status_code == 200
    posted = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "title": "建议", "revision": report.revision,
        "form-0-type": "recommendation", "form-0-text": "第二条", "form-0-owner": "甲", "form-0-ORDER": "2",
        "form-1-type": "text", "form-1-text": "", "form-1-ORDER": "1",
    }  # fmt: skip
    wrong = client.post(path(report, "sections/recommendations/"), posted)
    assert (wrong.status_code, "第 1 块" in wrong.content.decode(), "第二条" in wrong.content.decode()) == (
        400, True, True,
    )  # fmt: skip
    good = client.post(path(report, "sections/recommendations/"), posted | {"form-1-text": "先说一句"})
    assert good.status_code == 302
    assert [block["text"] for block in report.sections.get(key="recommendations").blocks] == ["先说一句", "第二条"]
    stale = client.post(path(report, "sections/recommendations/"), posted | {"form-1-text": "旧页面"})
    assert stale.status_code == 409


def test_the_other_forms_of_a_draft_open_and_save():
    report = frozen(drafting())
    client = client_of(report.authors.get())
    for rest in ("details/", "citations/", "interviews/", "checklist/", "sheet/"):
        assert client.get(path(report, rest)).status_code == 200, rest
    posted = {"title": "示例题目", "commissioner": "示例", "report_date": "2026-04-15", "revision": report.revision}
    assert client.post(path(report, "details/"), posted).status_code == 302
    report.refresh_from_db()
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-text": "示例文献", "revision": report.revision}
    assert client.post(path(report, "citations/"), rows).status_code == 302
    assert report.citations.get().text == "示例文献"


def test_review_and_approval_in_the_browser():
    report = submitted(drafting())
    author, reviewer = client_of(report.authors.get()), client_of(report.reviewers.get())
    assert "审核通过" not in author.get(path(report)).content.decode()
    sheet = SimpleUploadedFile("r.pdf", PDF, content_type="application/pdf")
    posted = {"revision": report.revision, "given_on": "2026-05-20", "sheet": sheet}
    forged = author.post(path(report, "moves/pass/"), {**posted, "sheet": SimpleUploadedFile("r.pdf", PDF)})
    assert forged.status_code == 409
    assert reviewer.post(path(report, "moves/pass/"), posted).status_code == 302
    general = client_of(user("general_section"))
    report.refresh_from_db()
    missing = general.post(path(report, "moves/approve/"), {"revision": report.revision})
    assert (missing.status_code, "专家评审单" in missing.content.decode()) == (409, True)


def test_a_person_with_both_parts_has_no_button_and_gets_the_named_refusal():
    report = in_expert_review(drafting())
    both = user("general_section", "operator")
    report.authors.add(both)
    client = client_of(both)
    assert f'action="{path(report, "moves/approve/")}"' not in client.get(path(report)).content.decode()
    forged = client.post(path(report, "moves/approve/"), {"revision": report.revision})
    assert (forged.status_code, "编制人不能批准自己的报告" in forged.content.decode()) == (409, True)


def test_the_editor_publishes():
    report = approved(drafting())
    client = client_of(user("editor"))
    unconfirmed = client.post(path(report, "moves/publish/"), {"revision": report.revision})
    assert unconfirmed.status_code == 409
    confirmed = {"revision": report.revision, "no_confidential_data": "on"}
    assert client.post(path(report, "moves/publish/"), confirmed).status_code == 302
    report.refresh_from_db()
    assert report.state == State.PUBLISHED


def test_signed_sheets_and_frozen_rows_are_not_for_everybody():
    report = published()
    sheet, rows = report.sheets.first().file, report.dataset.file
    for person in (user("operator"), user("mediator"), user("administrator")):
        for file in (sheet, rows):
            assert client_of(person).get(f"/files/{file.public_id}/").status_code == 404
    answer = client_of(user("general_section")).get(f"/files/{rows.public_id}/")
    assert b"".join(answer.streaming_content).startswith(b"PAR1")


def test_what_waits_for_whom():
    report = submitted(drafting())
    assert [str(one.what) for one in waiting_for(report.reviewers.get(), None)] == ["审核报告"]
    assert waiting_for(report.authors.get(), None) == []
    assert waiting_for(user("operator"), None) == []


def test_pages_ask_a_constant_number_of_queries(django_assert_max_num_queries, django_assert_num_queries):
    report = frozen(drafting())
    client = client_of(report.authors.get())
    client.get("/admin/reports/")
    with django_assert_max_num_queries(25) as one:
        client.get("/admin/reports/")
    other = drafting("think_tank", report.industry)
    other.authors.add(report.authors.get())
    with django_assert_num_queries(len(one)):
        client.get("/admin/reports/")
