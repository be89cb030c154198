"""Patents as rows of the frame: every publication once, whom they count for, years as they are known."""

from datetime import date

import pytest

from analytics.landscape import dataset_hash
from analytics.reports import frames
from analytics.reports.frames import frame_of_patents
from patents.records.models import Name, PatentParty, Publication
from patents.records.names import NORMALISER_VERSION, name_normalised
from tests.factories.market import patent

pytestmark = pytest.mark.django_db


def rows(*patents):
    return {row["number"]: row for row in frame_of_patents([one.pk for one in patents]).iter_rows(named=True)}


def assignee(of, *names):
    for position, written in enumerate(names):
        name, _ = Name.objects.get_or_create(normalised=name_normalised(written), normaliser_version=NORMALISER_VERSION)
        PatentParty.objects.create(patent=of, role="assignee", position=position, as_written=written, name=name)


def test_one_row_a_publication_and_one_key_an_application():
    made = patent("示例甲公司")
    Publication.objects.create(
        patent=made, publication_number="CN119999999A", office="CN", kind="A", stage="application",
        publication_date=date(2021, 1, 1),
    )  # fmt: skip
    found = rows(made)
    assert set(found) == {made.number, "CN119999999A"}
    assert {row["application_key"] for row in found.values()} == {f"CN/{made.application_number}"}
    assert {row["stage"] for row in found.values()} == {"grant", "application"}
    assert all(row["granted"] for row in found.values())


def test_without_application_number_it_stands_on_its_publication():
    made = patent("示例甲公司", application_number=None)
    assert rows(made)[made.number]["application_key"] is None


def test_a_bare_year_stays_a_year():
    made = patent("示例甲公司", filing_date=None, filing_year=2017)
    assert rows(made)[made.number]["filing_year"] == 2017
    unknown = patent("示例甲公司", filing_date=None, filing_year=None)
    assert rows(unknown)[unknown.number]["filing_year"] is None


def test_applicants_where_there_are_any_else_assignees():
    with_applicant, without, bare = patent("示例申请人"), patent(), patent()
    assignee(with_applicant, "示例权利人")
    assignee(without, "示例权利人", "示例共有人")
    found = rows(with_applicant, without, bare)
    told = {number: (row["applicants_basis"], row["applicants"]) for number, row in found.items()}
    assert told[with_applicant.number] == ("applicants", ["示例申请人"])
    assert told[without.number] == ("assignees", ["示例权利人", "示例共有人"])
    assert told[bare.number] == ("applicants", [])


def test_names_are_merged_by_form_and_by_hand_and_shown_as_commonly_written():
    a, b, c = patent("示例（中国）有限公司"), patent("示例(中国)有限公司"), patent("示例(中国)有限公司")
    alias = patent("示例老名字公司")
    old = Name.objects.get(normalised=name_normalised("示例老名字公司"))
    old.alias_of = Name.objects.get(normalised=name_normalised("示例(中国)有限公司"))
    old.save()
    assert {tuple(row["applicants"]) for row in rows(a, b, c, alias).values()} == {("示例(中国)有限公司",)}


def test_a_circle_of_aliases_ends():
    first, second = patent("示例甲"), patent("示例乙")
    one, two = (Name.objects.get(normalised=name_normalised(text)) for text in ("示例甲", "示例乙"))
    one.alias_of, two.alias_of = two, one
    one.save()
    two.save()
    assert len(rows(first, second)) == 2


def test_queries_do_not_grow_with_patents(django_assert_num_queries):
    made = [patent("示例甲公司").pk for _ in range(2)]
    with django_assert_num_queries(5):
        frame_of_patents(made)
    made += [patent("示例乙公司").pk for _ in range(8)]
    with django_assert_num_queries(5):
        frame_of_patents(made)


def test_batches_give_the_same_rows(monkeypatch):
    made = [patent(f"示例{place}公司").pk for place in range(7)]
    whole = dataset_hash(frame_of_patents(made))
    monkeypatch.setattr(frames, "BATCH", 2)
    assert dataset_hash(frame_of_patents(list(reversed(made)))) == whole
