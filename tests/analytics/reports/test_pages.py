"""Public pages: the list, a report with figures and data, the PDF; nobody sees a draft."""

import pytest
from django.test import Client

from analytics.reports.models import Kind
from ipplatform.files.services import path_of
from tests.factories.people import user
from tests.factories.reports import drafting, frozen, industry, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_an_empty_list_says_so():
    assert "还没有发布的报告" in Client().get("/reports/").content.decode()


def test_a_published_report_is_read_with_its_figures_and_data():
    report = published()
    page = Client().get(report.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    assert report.dataset.hash in text
    assert "怎样计数" in text and "2025年12月31日" in text
    for figure in report.figures.all():
        assert f'alt="{figure.alt}"' in text
        image = Client().get(figure.image_url)
        assert image["Content-Type"] == "image/png"
        assert b"".join(image.streaming_content).startswith(b"\x89PNG")
        csv = Client().get(figure.csv_url)
        assert b"".join(csv.streaming_content).startswith(b"\xef\xbb\xbf")
    assert text.count('<figure class="figure"') == 10
    listed = Client().get("/reports/").content.decode()
    assert report.title in listed


def test_the_served_pdf_is_the_approved_bytes():
    report = published()
    served = b"".join(Client().get(f"{report.get_absolute_url()}pdf/").streaming_content)
    assert served == path_of(report.approved_sha256).read_bytes()


def test_a_draft_is_nowhere_for_strangers():
    report = frozen(drafting())
    number = report.figures.first().number
    paths = [report.get_absolute_url(), f"{report.get_absolute_url()}pdf/"]
    paths += [f"{report.get_absolute_url()}figures/{number}.{kind}" for kind in ("csv", "png")]
    for person in (None, user("operator"), user("editor"), user("mediator")):
        client = Client()
        if person:
            client.force_login(person)
        assert [client.get(path).status_code for path in paths] == [404] * 4
    assert report.title not in Client().get("/reports/").content.decode()
    author = Client()
    author.force_login(report.authors.get())
    assert b"".join(author.get(paths[3]).streaming_content).startswith(b"\x89PNG")


def test_a_superseded_address_leads_to_the_new_version():
    first = published()
    second = published(drafting(of=first.industry))
    answer = Client().get(first.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, second.get_absolute_url())


def test_queries_stay_the_same(django_assert_num_queries, django_assert_max_num_queries):
    published()
    client = Client()
    client.get("/reports/")
    with django_assert_max_num_queries(20) as one:
        client.get("/reports/")
    published(drafting(Kind.DATA, industry(name="示例另一产业", code="other")))
    with django_assert_num_queries(len(one)):
        client.get("/reports/")
