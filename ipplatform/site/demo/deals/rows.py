"""The sample inquiries and deals, a line each: who asks about what, when, how far it goes."""

from dataclasses import dataclass

from ipplatform.site.demo.offers import ENTERPRISE, SELLER, UNIVERSITY

# How far an inquiry and its deal go; what ends otherwise is named beside it.
LADDER = (
    "sent", "answered", "meeting", "negotiating", "agreed", "publicity", "cleared", "signed", "recorded", "completed",
)  # fmt: skip
ENDINGS = {"closed": "answered", "cancelled_early": "negotiating", "cancelled_late": "recorded", "ended": "recorded"}


@dataclass(frozen=True)
class Row:
    """`about` is `offer:<row>` or `demand:<words of its title>`; `other` the enterprise that asks.

    `start` is a share of the plan year (a float, finished things) or days before today (an int, what still runs).
    `amount` in 万元, empty = by royalty only. `listed`: the price came about on a market, so that no publicity is due.
    """

    number: int
    about: str
    other: str
    start: float | int
    amount: str
    fate: str
    landing: str = ""
    listed: bool = False

    @property
    def mark(self) -> str:
        """How a second load knows the inquiry again."""
        return f"（示例洽询 {self.number:02d}）"

    @property
    def top(self) -> int:
        """The last step of the ladder that is climbed."""
        return LADDER.index(ENDINGS.get(self.fate, self.fate))


_T = (
    ("offer:1", ENTERPRISE, 0.03, "285", "completed", "verified"),
    ("offer:2", "inside:3", 0.02, "120", "completed", "verified"),
    ("offer:3", "inside:4", 0.10, "30", "recorded", "confirmed"),
    ("offer:4", "inside:5", 0.08, "300", "recorded", "", True),
    ("offer:5", "inside:6", 0.15, "150", "completed", "rejected"),
    ("offer:6", "inside:7", 0.20, "40", "recorded"),
    ("offer:7", ENTERPRISE, 0.22, "2", "recorded", "", True),
    ("offer:8", "inside:8", 0.25, "220", "completed"),
    ("offer:3", "inside:9", 0.45, "25", "recorded"),  # the same patents once more in the year
    ("offer:9", "inside:10", 0.30, "35", "recorded", "claimed"),
    ("offer:10", "inside:11", 0.18, "100", "recorded"),  # the seller is inside
    ("offer:11", "outside:5", 0.35, "80", "recorded"),  # the buyer is outside
    ("offer:12", "unknown:0", 0.28, "38", "recorded", "", True),  # nobody knows where the buyer is
    ("offer:13", "inside:12", 0.60, "60", "signed"),
    ("offer:14", "inside:13", 0.50, "", "signed"),
    ("offer:15", "inside:14", 0.22, "50", "cancelled_late"),
    ("offer:26", "inside:15", 0.55, "58", "cancelled_early"),
    ("offer:16", "inside:16", 22, "75", "publicity"),
    ("offer:18", "inside:17", 14, "66", "agreed"),
    ("offer:19", ENTERPRISE, 12, "180", "negotiating"),
    ("offer:17", "inside:18", 62, "75", "cleared"),
    ("offer:21", "inside:19", -0.45, "20", "ended"),  # before the plan year
    ("demand:远程监测", SELLER, 0.30, "", "completed"),
    ("offer:20", "inside:20", 0.27, "66", "signed"),
    ("offer:22", ENTERPRISE, 3, "", "sent"),
    ("offer:23", "inside:21", 4, "", "sent"),
    ("offer:27", "inside:22", 9, "", "answered"),
    ("offer:28", "inside:23", 12, "", "meeting"),
    ("offer:29", "inside:24", 18, "", "closed"),
    ("demand:循环寿命", SELLER, 5, "", "sent"),
    ("demand:能量回收", UNIVERSITY, 8, "", "answered"),
)  # fmt: skip
ROWS: tuple[Row, ...] = tuple(Row(number, *values) for number, values in enumerate(_T, start=1))  # type: ignore[arg-type]
