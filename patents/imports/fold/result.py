"""What a fold did."""

from dataclasses import dataclass, field


@dataclass
class FoldResult:
    """Primary keys that were made, changed (in any of their rows) and removed; merges that were refused (numbers)."""

    created: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    removed: list[int] = field(default_factory=list)
    merges_refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def touched(self) -> set[int]:
        """All ids that a search index must look at again."""
        return {*self.created, *self.changed, *self.removed}
