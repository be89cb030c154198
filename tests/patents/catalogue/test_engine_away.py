"""While the search engine is away, a word that only the index knows is not called wrong: the pages say so plainly."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from ipplatform.alerts.models import SavedSearch
from ipplatform.search import EngineError
from patents.catalogue.selectors import query_of
from tests.factories.people import user
from tests.factories.search import VENDOR_WORD, engine_goes
from tests.patents.catalogue.conftest import Read

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> None:
    engine_goes(monkeypatch)


def said_plainly(page: BeautifulSoup) -> None:
    text = page.get_text()
    assert "检索暂时不可用" in text or "筛选项暂时不可用" in text
    assert "读不懂" not in text and "没有“厂商专用词”" not in text


@pytest.mark.usefixtures("gone")
@pytest.mark.parametrize("path", [
    "/patents/", "/patents/filters/", "/patents/facet/applicant/", "/patents/form/", "/patents/export.csv",
])  # fmt: skip
def test_a_vendors_word_is_not_wrong(read: Read, path: str) -> None:
    said_plainly(read(path, expect=503, q=VENDOR_WORD))


@pytest.mark.usefixtures("gone")
def test_a_filled_form_keeps_its_rows_and_does_not_lead_to_the_search(read: Read) -> None:
    asked = {"how-STATUS-0": "any", "words-STATUS-0": "厂商专用词", "go": "search"}
    page = read("/patents/form/", expect=503, **asked)
    said_plainly(page)
    assert "厂商专用词" in str(page.select_one(".search-form"))


@pytest.mark.usefixtures("gone")
def test_saving_says_so_and_saves_nothing(client: Client) -> None:
    client.force_login(user())
    for send in (client.get, client.post):
        answer = send("/desk/searches/new/", {"q": VENDOR_WORD, "name": "示例"})
        assert answer.status_code == 503
        said_plainly(BeautifulSoup(answer.content, "html.parser"))
    assert not SavedSearch.objects.exists()


@pytest.mark.usefixtures("gone")
def test_what_can_be_judged_without_the_index_still_is(read: Read) -> None:
    assert "这个检索式读不懂" in read(expect=400, q="TI=(电池").get_text()
    assert query_of("STATUS=有效", {}).text == "STATUS=有效"
    with pytest.raises(EngineError):
        query_of(VENDOR_WORD, {})


def test_with_the_engine_there_an_unknown_word_is_wrong(read: Read) -> None:
    assert "没有“厂商专用词”" in read(expect=400, q=VENDOR_WORD).get_text()
