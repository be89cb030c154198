"""EPO OPS (Open Patent Services 3.x) answers in XML: flattened to a table, then read like any other format."""

from patents.imports.readers.epo_ops.reader import READER
from patents.imports.readers.epo_ops.rows import rows_of

__all__ = ["READER", "rows_of"]
