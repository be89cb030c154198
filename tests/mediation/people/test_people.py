"""Mediators, the public directory, and conflict checks both ways."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ipplatform.moves import Refused
from mediation.people.models import TopicCode
from mediation.people.selectors import conflicts_of, directory
from mediation.people.services import engagement_open, engagements_close, mediator_register, organisation_create
from tests.factories import mediation as m
from tests.factories import people

DAY = date(2026, 4, 1)


@pytest.mark.django_db
def test_the_topics_are_seeded_in_their_order():
    assert list(TopicCode.objects.values_list("code", flat=True)) == [
        "filing", "ownership", "infringement", "contract", "reward", "validity", "trademark", "copyright",
        "trade_secret", "financing", "overseas", "other",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["member", "employee", "agent"])
def test_an_open_engagement_bars_and_an_ended_one_is_disclosed(role):
    person, enterprise, by = people.user("mediator"), people.enterprise(), people.user("case_coordinator")
    engagement_open(person=person, role=role, matter="case:1", on=DAY, by=by, enterprise=enterprise)
    assert conflicts_of(person, [enterprise.pk], on=DAY - timedelta(days=1)).recorded == ()
    assert [row.role for row in conflicts_of(person, [enterprise.pk], on=DAY).recorded] == [role]
    assert conflicts_of(person, [people.enterprise().pk], on=DAY).recorded == ()
    assert engagements_close(matter="case:1", on=DAY + timedelta(days=2), by=by) == 1
    assert engagements_close(matter="case:1", on=DAY + timedelta(days=2), by=by) == 0
    later = conflicts_of(person, [enterprise.pk], on=DAY + timedelta(days=3))
    assert (later.recorded, len(later.to_disclose)) == ((), 1)


@pytest.mark.django_db
def test_an_adviser_is_barred_in_the_dispute_advised_on_and_discloses_it_elsewhere():
    person, enterprise, by = people.user("mediator"), people.enterprise(), people.user("case_coordinator")
    engagement_open(person=person, role="adviser", matter="consultation:7", on=DAY, by=by, enterprise=enterprise)
    engagements_close(matter="consultation:7", on=DAY, by=by)
    same = conflicts_of(person, [enterprise.pk], (), "consultation:7", on=DAY + timedelta(days=9))
    other = conflicts_of(person, [enterprise.pk], (), "consultation:8", on=DAY + timedelta(days=9))
    assert ([row.role for row in same.recorded], same.to_disclose) == (["adviser"], ())
    assert (other.recorded, [row.role for row in other.to_disclose]) == ((), ["adviser"])


@pytest.mark.django_db
def test_membership_and_a_persons_identity_count_too(django_assert_num_queries):
    enterprise, by = people.enterprise(), people.user("case_coordinator")
    person = people.member(enterprise)
    engagement_open(person=person, role="agent", matter="case:2", on=DAY, by=by, identity_hash="a" * 64)
    with django_assert_num_queries(2):
        found = conflicts_of(person, [enterprise.pk], ["a" * 64, ""], on=DAY)
    assert sorted(row.role for row in found.recorded) == ["agent", "member"]
    assert conflicts_of(person, [], ["b" * 64], on=DAY).recorded == ()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["operator", "general_section", "mediator", "administrator"])
def test_only_coordinators_keep_the_list(role):
    organisation = m.mediator().organisation
    for call in (
        lambda: organisation_create(name="示例组织二", kind="industry", by=people.user(role)),
        lambda: mediator_register(
            user=people.user(), organisation=organisation, display_name="示例", specialities=[], by=people.user(role)
        ),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.refusal.code == "not_allowed"


@pytest.mark.django_db
def test_the_directory_filters_pages_and_hides_who_is_not_listed(client, django_assert_max_num_queries):
    for number in range(14):
        m.mediator(f"示例调解员甲{number:02d}", specialities=("contract",))
    m.mediator("示例商标调解员", specialities=("trademark", "copyright"))
    m.mediator("示例未公开者", listed=False)
    assert directory().count() == 15
    url = reverse("people:directory")
    with django_assert_max_num_queries(25):
        first = client.get(url)
    page = first.content.decode()
    assert first.status_code == 200
    assert "示例未公开者" not in page and "person" not in page  # no e-mail address of an account either
    assert "page=2" in page
    second = client.get(url, {"page": 2}).content.decode()
    assert ("示例调解员甲00" in page) != ("示例调解员甲00" in second)
    filtered = client.get(url, {"speciality": "trademark"}).content.decode()
    assert "示例商标调解员" in filtered and "示例调解员甲00" not in filtered
    assert client.get(url, {"speciality": "nothing"}).status_code == 200


@pytest.mark.django_db
def test_an_empty_directory_says_what_to_do(client):
    page = client.get(reverse("people:directory")).content.decode()
    assert "没有符合条件的调解员" in page
