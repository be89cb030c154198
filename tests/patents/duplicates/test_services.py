"""The list is computed anew at any time; what a person said of a pair stays, by whom and when, until taken back."""

from datetime import date
from pathlib import Path

import pytest

from ipplatform import clock
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.duplicates.models import Dismissal, DuplicatePair, Reason
from patents.duplicates.selectors import compared, dismissals, merges, pairs_open
from patents.duplicates.services import (
    ALREADY_DISMISSED,
    DISMISSAL_UNDONE,
    dismissal_undo,
    duplicates_find,
    pair_dismiss,
    pair_merge,
)
from patents.imports.models import ImportRun
from patents.imports.services import import_run_take_back, patent_unmerge
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, imported, template_file

pytestmark = pytest.mark.django_db
STRANGERS = ("general_section", "editor", "mediator", "case_coordinator", "administrator")


def eps(folder: Path, *kinds: str, name: str = "t", number: str = "EP1000000") -> list[Patent]:
    imported(template_file(folder / f"{name}.xlsx", [{"publication_number": f"{number}{kind}"} for kind in kinds]))
    return [Patent.objects.get(number=f"{number}{kind}") for kind in kinds]


def test_found_again_a_pair_is_the_same_and_gone_when_its_cause_is(tmp_path: Path) -> None:
    by = people.user("operator")
    with clock.set_to(date(2026, 6, 1)):
        eps(tmp_path, "A1")
        second = imported(template_file(tmp_path / "b.xlsx", [{"publication_number": "EP1000000B1"}]))
        assert duplicates_find(by=by) == {"pairs": 1, "new": 1, "gone": 0, "dismissed": 0, "crowded": 0}
    row = DuplicatePair.objects.get()
    assert duplicates_find(by=by)["new"] == 0
    assert DuplicatePair.objects.get() == row and DuplicatePair.objects.get().found_at == row.found_at
    import_run_take_back(run=second, by=by, on=IMPORT_DAY)
    assert not pairs_open(by).exists()
    assert duplicates_find(by=by)["gone"] == 1 and not DuplicatePair.objects.exists()


def test_a_dismissed_pair_stays_away_also_after_its_rows_went_and_came_back(tmp_path: Path) -> None:
    by = people.user("operator")
    first, second = eps(tmp_path, "A1", "B1")
    duplicates_find(by=by)
    dismissal = pair_dismiss(first=second, second=first, by=by, note="分案")
    assert (dismissal.decided_by, dismissal.note, dismissal.reasons) == (by, "分案", [Reason.NUMBER_OTHER_KIND])
    assert duplicates_find(by=by) == {"pairs": 0, "new": 0, "gone": 0, "dismissed": 1, "crowded": 0}
    for run in ImportRun.objects.all():
        import_run_take_back(run=run, by=by, on=IMPORT_DAY)
    assert not Patent.objects.exists() and Dismissal.objects.count() == 1
    eps(tmp_path, "A1", "B1", name="again")
    assert duplicates_find(by=by)["dismissed"] == 1 and not DuplicatePair.objects.exists()
    with pytest.raises(Refused) as refused:
        pair_dismiss(first=Patent.objects.get(number="EP1000000A1"), second=Patent.objects.get(number="EP1000000B1"),
                     by=by)  # fmt: skip
    assert refused.value.refusal == ALREADY_DISMISSED


def test_a_dismissal_taken_back_proposes_the_pair_again_and_stays_in_the_history(tmp_path: Path) -> None:
    by, other = people.user("operator"), people.user("operator")
    first, second = eps(tmp_path, "A1", "B1")
    dismissal = dismissal_undo(dismissal=pair_dismiss(first=first, second=second, by=by), by=other)
    assert (dismissal.undone_by, dismissal.decided_by) == (other, by)
    assert duplicates_find(by=by)["new"] == 1 and list(dismissals(by)) == [dismissal]
    with pytest.raises(Refused) as refused:
        dismissal_undo(dismissal=dismissal, by=by)
    assert refused.value.refusal == DISMISSAL_UNDONE


def test_a_merge_takes_its_pair_away_and_leaves_the_others_to_the_survivor(tmp_path: Path) -> None:
    by = people.user("operator")
    first, second, third = eps(tmp_path, "A1", "A2", "B1")
    duplicates_find(by=by)
    assert pairs_open(by).count() == 3
    decision = pair_merge(kept=second, merged=first, by=by)
    assert [(row.first_id, row.second_id) for row in pairs_open(by)] == [(second.pk, third.pk)]
    assert duplicates_find(by=by) == {"pairs": 1, "new": 0, "gone": 0, "dismissed": 0, "crowded": 0}
    assert list(merges(by)) == [decision] and compared(by, first.pk, third.pk) is None
    patent_unmerge(decision=decision, by=by)
    assert duplicates_find(by=by)["pairs"] == 3


@pytest.mark.parametrize("role", STRANGERS)
def test_other_roles_neither_read_nor_decide(tmp_path: Path, role: str) -> None:
    first, second = eps(tmp_path, "A1", "B1")
    by, stranger = people.user("operator"), people.user(role)
    duplicates_find(by=by)
    dismissal = pair_dismiss(first=first, second=second, by=by)
    dismissal_undo(dismissal=dismissal, by=by)
    duplicates_find(by=by)
    assert not pairs_open(stranger).exists() and not dismissals(stranger).exists() and not merges(stranger).exists()
    assert compared(stranger, first.pk, second.pk) is None and compared(by, first.pk, second.pk) is not None
    for deed in (
        lambda: duplicates_find(by=stranger),
        lambda: pair_dismiss(first=first, second=second, by=stranger),
        lambda: pair_merge(kept=first, merged=second, by=stranger),
        lambda: dismissal_undo(dismissal=dismissal, by=stranger),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.refusal == NOT_ALLOWED
