"""What indexing, deleting and rebuilding leave."""

import pytest

from ipplatform.search import NeedsRebuild
from tests.ipplatform.search.contract.oracle import another_schema, fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book


@pytest.mark.usefixtures("shelf")
class WritingContract:
    """Inherit and give `engine`."""

    def test_indexing_again_changes_nothing_and_a_change_replaces(self, engine):
        fill(engine, 50)
        assert engine.index(DECLARATION, BOOKS.values()) == 0
        before = engine.search(ask())
        BOOKS[7] = book(7, "改写", office="FR")
        assert engine.index(DECLARATION, [BOOKS[7]]) == 1
        assert ids(engine, "改写") == {7}
        after = engine.search(ask())
        assert after.total == before.total == 50
        assert dict(after.facets["office"])["FR"] == 1
        assert sum(count for _, count in after.facets["office"]) == 50

    def test_a_deleted_document_is_found_and_counted_nowhere(self, engine):
        fill(engine, 50)
        title = str(BOOKS[9].texts["title"])
        assert engine.delete(DECLARATION, [9, 999]) == 1
        assert engine.delete(DECLARATION, [9]) == 0
        assert 9 not in ids(engine, f'TI="{title}"') and 9 not in ids(engine, "")
        result = engine.search(ask())
        assert result.total == 49 == sum(count for _, count in result.facets["office"])

    def test_a_rebuild_drops_what_is_gone(self, engine):
        fill(engine, 20)
        del BOOKS[3]
        assert engine.rebuild([DECLARATION]) == 19
        assert set(engine.check(DECLARATION)) == set(BOOKS)

    def test_fingerprints_tell_what_is_there(self, engine):
        fill(engine, 20)
        assert engine.check(DECLARATION) == {key: one.fingerprint() for key, one in BOOKS.items()}

    def test_an_index_of_another_schema_asks_for_a_rebuild(self, engine, monkeypatch):
        fill(engine, 5)
        assert engine.usable(DECLARATION)
        another_schema(monkeypatch)
        assert not engine.usable(DECLARATION)
        with pytest.raises(NeedsRebuild):
            engine.search(ask())
        with pytest.raises(NeedsRebuild):
            engine.index(DECLARATION, BOOKS.values())

    def test_an_empty_library_answers(self, engine):
        fill(engine)
        result = engine.search(ask("电池"))
        assert (result.ids, result.total, result.facets) == ([], 0, {one.name: [] for one in DECLARATION.facets})

    def test_milliseconds_and_engine_are_told(self, engine):
        fill(engine, 5)
        result = engine.search(ask())
        assert result.engine == engine.name and result.milliseconds > 0

    def test_hits_may_be_asked_while_a_scan_is_walked(self, engine):
        fill(engine, 20)
        assert [engine.search(ask(size=1)).total for _ in engine.scan(ask())] == [20] * 20
