"""An enterprise adds its word to its own record only: one that it stated, that names it, or that names nobody."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.imports.models import SourceRecord
from patents.imports.services import NOT_OWN_PATENT, statement_record
from patents.records.models import Name, Patent
from tests.factories import patents as factory
from tests.factories import people
from tests.factories.patents import IMPORT_DAY

pytestmark = pytest.mark.django_db


def state(patent: Patent, enterprise: Enterprise, **values: Any) -> SourceRecord:
    by = people.member(enterprise)
    values = values or {"grant_date": date(2024, 3, 1)}
    return statement_record(
        patent=patent, values=values, stated_by=enterprise, source="enterprise", by=by, on=IMPORT_DAY
    )


def refused(patent: Patent, enterprise: Enterprise, **values: Any) -> None:
    before = SourceRecord.objects.count()
    with pytest.raises(Refused) as answer:
        state(patent, enterprise, **values)
    assert answer.value.refusal == NOT_OWN_PATENT and SourceRecord.objects.count() == before


@pytest.mark.parametrize("role", ["applicants", "assignees"])
def test_a_record_that_names_others_takes_no_word_of_a_stranger(tmp_path: Path, role: str) -> None:
    named, stranger = people.enterprise("湖南示例电池有限公司"), people.enterprise("湖南示例风机有限公司")
    found = factory.patent(tmp_path, **{role: "湖南示例电池有限公司；示例大学"})
    refused(found, stranger)
    refused(found, stranger, applicants=["湖南示例风机有限公司"])
    state(found, named)
    found.refresh_from_db()
    assert (found.grant_date, found.owner_enterprise) == (date(2024, 3, 1), named)


def test_a_former_name_and_an_operators_link_name_the_enterprise_too(tmp_path: Path) -> None:
    renamed = people.enterprise("湖南示例新能源有限公司")
    Enterprise.objects.filter(pk=renamed.pk).update(name_history=["湖南 示例电池（集团）有限公司"])
    renamed.refresh_from_db()
    state(factory.patent(tmp_path, applicants="湖南示例电池(集团)有限公司"), renamed)
    linked, abroad = people.enterprise(), factory.patent(tmp_path, applicants="Example Battery Ltd.")
    refused(abroad, linked)
    Name.objects.filter(parties__patent=abroad).update(enterprise=linked)
    state(abroad, linked)


def test_a_record_that_names_nobody_is_stated_by_the_first_who_does_and_by_nobody_after(tmp_path: Path) -> None:
    first, second = people.enterprise("湖南示例电池有限公司"), people.enterprise("湖南示例风机有限公司")
    found = factory.patent(tmp_path)
    state(found, first, applicants=["湖南示例电池有限公司"])
    found.refresh_from_db()
    refused(found, second)
    assert found.owner_enterprise == first


def test_a_name_that_only_looks_alike_gives_no_right(tmp_path: Path) -> None:
    found = factory.patent(tmp_path, applicants="湖南示例电池股份有限公司")
    refused(found, people.enterprise("湖南示例电池有限公司"))


@pytest.mark.parametrize("role", ["general_section", "editor", "mediator", "case_coordinator", "administrator"])
def test_no_other_role_states_as_a_clerk(tmp_path: Path, role: str) -> None:
    found = factory.patent(tmp_path)
    with pytest.raises(Refused) as answer:
        statement_record(
            patent=found, values={"claims_count": 3}, stated_by=None, source="clerk", by=people.user(role),
            on=IMPORT_DAY,
        )  # fmt: skip
    assert answer.value.refusal == NOT_ALLOWED
