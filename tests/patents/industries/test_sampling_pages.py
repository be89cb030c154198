"""A sample's way through the browser: proposal, draw, sheet out, judged sheet in, figures with their explanation."""

import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ipplatform import clock
from ipplatform.spreadsheets import sheet_open, xlsx_write
from patents.industries.judgefile import COLUMNS, NUMBER, POSITION, VERDICT
from patents.industries.models import Industry, Judging, Sample, TechnologyBranch
from patents.industries.quality import NO, YES
from patents.industries.services import sample_draw
from patents.records.models import Patent
from tests.patents.industries.test_sampling import judged, narrow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    with clock.set_to(date(2026, 5, 20)):
        yield


def page_of(made: Industry) -> tuple[Client, str]:
    client = Client()
    client.force_login(made.created_by)
    return client, f"/admin/industries/{made.code}/samples/"


def drawn_in_browser(client: Client, path: str) -> Sample:
    posted = {"half_width": "5", "expected": "80", "seed": "20260520", "size": "", "do": "propose"}
    asked = client.post(f"{path}new/precision/", posted)
    assert asked.status_code == 200
    assert "建议抽 9 件" in asked.content.decode()
    assert not Sample.objects.exists()
    posted |= {"do": "", "form_token": "0123456789abcdef0123"}
    assert client.post(f"{path}new/precision/", posted).status_code == 400
    posted["size"] = "5"
    first, again = (client.post(f"{path}new/precision/", posted) for _ in range(2))
    assert first["Location"] == again["Location"]
    return Sample.objects.get()


def test_no_size_is_proposed_for_a_branch_that_cannot_be_asked():
    made = narrow()
    broken = TechnologyBranch.objects.create(industry=made, level=1, position=1, name="隔膜", text="TI=(隔膜")
    heading = TechnologyBranch.objects.create(industry=made, level=1, position=2, name="标题")
    client, path = page_of(made)
    for branch in (broken, heading):
        posted = {
            "half_width": "5",
            "expected": "80",
            "seed": "1",
            "size": "",
            "do": "propose",
            "branch": str(branch.pk),
        }
        asked = client.post(f"{path}new/precision/", posted)
        assert asked.status_code == 409
        assert "检索式有误" in asked.content.decode() and "建议抽" not in asked.content.decode()


def filled(client: Client, path: str, words: list[str], **wrong: str) -> SimpleUploadedFile:
    """The downloaded sheet with these verdicts; `wrong` replaces cells of its first row by heading."""
    answer = client.get(f"{path}.xlsx")
    source = SimpleUploadedFile("s.xlsx", answer.content)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "s.xlsx"
        kept.write_bytes(source.read())
        with sheet_open(kept) as sheet:
            header, *rows = list(sheet.rows)
    assert header[: len(COLUMNS)] == list(COLUMNS)
    lines = [dict(zip(COLUMNS, [*row, "", ""], strict=False)) for row in rows]
    for line, word in zip(lines, words, strict=False):
        line[VERDICT] = word
    lines[0] |= wrong
    buffer = io.BytesIO()
    xlsx_write(buffer, header=COLUMNS, rows=[[line[name] for name in COLUMNS] for line in lines])
    return SimpleUploadedFile("判定.xlsx", buffer.getvalue())


def test_a_sample_walks_through_the_browser():
    made = narrow()
    client, path = page_of(made)
    assert "还没有抽样" in client.get(path).content.decode()
    sample = drawn_in_browser(client, path)
    here = f"{path}{sample.public_id}"
    assert "还没有判定" in client.get(f"{here}/").content.decode()
    posted = {"judge": "示例甲", "judged_on": "2026-05-20", "file": filled(client, here, ["是"] * 4 + ["否"])}
    assert client.post(f"{here}/judge/", posted).status_code == 302
    posted = {"judge": "示例乙", "judged_on": "2026-05-19", "file": filled(client, here, ["是"] * 3 + ["不确定", "否"])}
    assert client.post(f"{here}/judge/", posted).status_code == 302
    text = client.get(f"{here}/").content.decode()
    assert "75.0 %（95% 区间 30.1 – 95.4 %，n=4）" in text
    assert "另有 1 件未定" in text
    assert "查准率 = 判为「是」的件数" in text
    assert "75.0 %" in client.get(path).content.decode()
    asked = client.get(f"{here}/judges/2/remove/").content.decode()
    assert "示例乙" in asked
    assert client.post(f"{here}/judges/2/remove/").status_code == 302
    assert sample.judgings.get().judge == "示例甲"
    assert client.post(f"{here}/remove/").status_code == 409


@pytest.mark.parametrize(
    ("words", "wrong", "told"),
    [
        (["是", "否", "也许", "是", "是"], {}, "判定只能填 是、否、不确定"),
        (["是"] * 4, {}, "没有判定"),
        (["是"] * 5, {NUMBER: "CN1A"}, "不是这份样本里的号码"),
        (["是"] * 5, {POSITION: "3"}, "与样本的序号不符，应为 1"),
        (["是"] * 5, {NUMBER: ""}, "没有号码"),
    ],
)
def test_a_sheet_with_a_wrong_cell_is_refused_whole(words, wrong, told):
    made = narrow()
    client, path = page_of(made)
    sample = sample_draw(industry=made, size=5, seed=1, by=made.created_by)
    here = f"{path}{sample.public_id}"
    posted = {"judge": "示例甲", "judged_on": "2026-05-20", "file": filled(client, here, words, **wrong)}
    answer = client.post(f"{here}/judge/", posted)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert told in text
    assert "什么都没有保存" in text
    assert 'value="示例甲"' in text
    assert not Judging.objects.exists()


def test_known_numbers_in_the_browser():
    made = narrow()
    client, path = page_of(made)
    number = Patent.objects.filter(filing_year=2021).first().number
    posted = {"numbers": f"{number}，CN999999999A", "note": "示例清单", "form_token": "0123456789abcdef0124"}
    answer = client.post(f"{path}new/known/", posted)
    text = client.get(answer.url).content.decode()
    assert "相对查全率" in text
    assert "CN999999999A" in text
    assert "上传判定" not in text


def test_samples_ask_the_same_number_of_queries(django_assert_max_num_queries, django_assert_num_queries):
    made = narrow()
    client, path = page_of(made)
    for place in range(2):
        judged(sample_draw(industry=made, size=3, seed=place, by=made.created_by), [YES, YES, NO])
    client.get(path)
    with django_assert_max_num_queries(25) as one:
        client.get(path)
    for place in range(4):
        sample = sample_draw(industry=made, size=9, seed=place, by=made.created_by)
        judged(sample, [YES] * 9)
        judged(sample, [YES] * 8 + [NO], "示例乙")
    with django_assert_num_queries(len(one)):
        client.get(path)
