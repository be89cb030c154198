"""24 sample mediation cases, a line each: who against whom, about what, how far it goes."""

from dataclasses import dataclass

from ipplatform.site.demo.offers import ENTERPRISE, RESPONDENT, SELLER

LADDER = (
    "draft", "applied", "accepted", "consented", "appointed", "in_mediation", "agreement_drafted", "agreed", "closed",
    "archived",
)  # fmt: skip
# What ends off the ladder: the step up to which it is climbed, then the ending of that name.
ENDINGS = {
    "returned": "applied", "withdrawn": "applied", "not_accepted": "applied", "not_accepted_archived": "applied",
    "unreachable": "accepted", "refused": "accepted", "suspended": "in_mediation", "settled": "in_mediation",
    "too_far": "in_mediation", "expired": "in_mediation", "refused_signature": "agreement_drafted",
    "false": "consented", "confirmed": "closed",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`start`: a share of the plan year (float, finished cases) or days before today (int, cases that run)."""

    number: int
    claimant: str
    respondent: str
    procedure: str
    ip_type: str
    dispute: str
    topic: str
    story: str
    request: str
    fate: str
    start: float | int
    mediator: str = "mediator"

    @property
    def mark(self) -> str:
        """How a second load knows the case again."""
        return f"（示例案情 {self.number:02d}）"

    @property
    def top(self) -> int:
        """The last step of the ladder that is climbed."""
        return LADDER.index(ENDINGS.get(self.fate, self.fate))


_LICENCE = ("industry", "invention", "contract", "contract", "许可费的结算基数理解不一", "支付尚欠的许可费")
_COPY = (
    "industry",
    "utility_model",
    "infringement",
    "infringement",
    "被申请人销售的液压阀结构近似",
    "停止销售并赔偿损失",
)
_MARK = ("industry", "trademark", "infringement", "trademark", "被申请人店招使用近似标识", "更换标识")
_SECRET = ("invited", "trade_secret", "other", "trade_secret", "离职人员带走图纸", "停止使用并销毁图纸")
_OWNER = ("administrative", "invention", "ownership", "ownership", "合作开发没有约定归谁", "确认共同完成的部分")
_REWARD = ("industry", "invention", "reward", "reward", "职务发明报酬的计算方式有争议", "按约定补足报酬")
_WORK = ("peoples", "copyright", "other", "copyright", "操作手册被整本复制", "停止复制并致歉")

_T = (
    (ENTERPRISE, "inside:5", *_LICENCE, "draft", 2),
    ("inside:6", "inside:7", *_MARK, "returned", 6),
    ("inside:8", RESPONDENT, *_COPY, "applied", 2),
    ("inside:9", SELLER, *_LICENCE, "applied", 3),
    ("inside:10", "inside:11", *_WORK, "withdrawn", 0.30),
    ("inside:12", "outside:6", *_SECRET, "not_accepted", 0.40),
    ("inside:13", "inside:14", *_MARK, "not_accepted_archived", 0.20),
    (ENTERPRISE, RESPONDENT, *_COPY, "accepted", 5),
    ("inside:15", ENTERPRISE, *_REWARD, "consented", 9),
    ("inside:16", "outside:8", *_LICENCE, "appointed", 10),
    (ENTERPRISE, RESPONDENT, *_LICENCE, "in_mediation", 20),
    ("inside:11", RESPONDENT, *_OWNER, "in_mediation", 17, "mediator2"),
    ("inside:18", "outside:9", *_COPY, "suspended", 24, "mediator2"),
    (RESPONDENT, ENTERPRISE, *_SECRET, "agreement_drafted", 22),
    ("inside:20", "outside:10", *_LICENCE, "agreed", 24, "mediator3"),
    ("inside:22", "outside:8", *_WORK, "confirmed", -0.35),
    (ENTERPRISE, "outside:9", *_LICENCE, "archived", -0.30, "mediator3"),
    ("inside:25", "outside:10", *_MARK, "settled", 0.35, "mediator2"),
    ("inside:27", "outside:7", *_COPY, "unreachable", 0.45),
    ("inside:28", "outside:5", *_SECRET, "refused", 0.50),
    ("inside:30", RESPONDENT, *_COPY, "too_far", 0.30, "mediator3"),
    ("inside:31", "outside:6", *_LICENCE, "expired", -0.20, "mediator2"),
    ("inside:33", "outside:3", *_REWARD, "refused_signature", 0.40, "mediator3"),
    ("inside:35", "inside:36", *_LICENCE, "false", 0.55),
)  # fmt: skip
ROWS: tuple[Row, ...] = tuple(Row(number, *values) for number, values in enumerate(_T, start=1))  # type: ignore[arg-type]
# Their patents are those of a sample offer: while the case runs, the offer is locked.
OFFER_IN_DISPUTE = {12: 25}
# A running case whose papers are made as PDF, beside the archived ones, which need them.
WITH_PAPERS = (11,)
