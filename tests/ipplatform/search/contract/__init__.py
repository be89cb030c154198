"""What every engine must do: the test class of an engine inherits EngineContract and gives the fixture `engine`.

The truth is a plain substring search over the normalised text; no engine is asked about itself.
"""

from tests.ipplatform.search.contract.asked import AskedContract
from tests.ipplatform.search.contract.coded import CodedContract
from tests.ipplatform.search.contract.finding import FindingContract
from tests.ipplatform.search.contract.oracle import another_schema, fill, ids
from tests.ipplatform.search.contract.ordering import OrderingContract
from tests.ipplatform.search.contract.writing import WritingContract


class EngineContract(FindingContract, CodedContract, AskedContract, OrderingContract, WritingContract):
    """All of it."""


__all__ = ["EngineContract", "another_schema", "fill", "ids"]
