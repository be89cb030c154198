"""Raw legal-status label and events of a source -> our code, by one stated table (domain.md 5.1). Pure."""

from collections.abc import Sequence

from patents.records.models import LegalStatus

# Labels that decide alone: PatSnap's simple status, common words of Chinese feeds, our own codes.
LABELS: dict[str, LegalStatus] = {
    "有效": LegalStatus.VALID, "有权": LegalStatus.VALID, "授权": LegalStatus.VALID, "专利权维持": LegalStatus.VALID,
    "审中": LegalStatus.PENDING, "在审": LegalStatus.PENDING, "公开": LegalStatus.PENDING,
    "实质审查": LegalStatus.PENDING, "PCT指定期内": LegalStatus.PCT_NATIONAL_PHASE_OPEN,
    "PCT指定期满": LegalStatus.PCT_PERIOD_OVER, "期限届满": LegalStatus.EXPIRED, "未缴年费": LegalStatus.LAPSED_FEE,
    "未缴年费终止": LegalStatus.LAPSED_FEE, "放弃": LegalStatus.ABANDONED, "驳回": LegalStatus.REJECTED,
    "撤回": LegalStatus.WITHDRAWN, "视为撤回": LegalStatus.WITHDRAWN, "撤销": LegalStatus.INVALIDATED,
    "全部撤销": LegalStatus.INVALIDATED, "全部无效": LegalStatus.INVALIDATED, "宣告无效": LegalStatus.INVALIDATED,
    "未确认": LegalStatus.UNKNOWN, "未知": LegalStatus.UNKNOWN,
    **{status.value: status for status in LegalStatus},
    # Lens.org
    "ACTIVE": LegalStatus.VALID, "PATENTED": LegalStatus.VALID, "PENDING": LegalStatus.PENDING,
    "EXPIRED": LegalStatus.EXPIRED, "DISCONTINUED": LegalStatus.LAPSED_OTHER, "INACTIVE": LegalStatus.LAPSED_OTHER,
    "WITHDRAWN OR REJECTED": LegalStatus.LAPSED_OTHER, "UNKNOWN": LegalStatus.UNKNOWN,
}  # fmt: skip

# Labels that say only "no longer": the events beside them say why.
ENDED_LABELS = frozenset({"失效", "无权", "终止"})

# Events that end a right or application, strongest reason first: the first that is present decides.
ENDING_EVENTS: tuple[tuple[str, LegalStatus], ...] = (
    ("全部无效", LegalStatus.INVALIDATED), ("宣告无效", LegalStatus.INVALIDATED), ("无效", LegalStatus.INVALIDATED),
    ("全部撤销", LegalStatus.INVALIDATED), ("撤销", LegalStatus.INVALIDATED),
    ("期限届满", LegalStatus.EXPIRED),
    ("未缴年费", LegalStatus.LAPSED_FEE),
    ("避重放弃", LegalStatus.ABANDONED), ("放弃", LegalStatus.ABANDONED),
    ("驳回", LegalStatus.REJECTED),
    ("视为撤回", LegalStatus.WITHDRAWN), ("撤回", LegalStatus.WITHDRAWN),
    ("申请终止", LegalStatus.LAPSED_OTHER), ("权利终止", LegalStatus.LAPSED_OTHER),
)  # fmt: skip


def legal_status_of(raw: str, events: Sequence[str] = ()) -> LegalStatus:
    """Code of a raw label with its events. Ended without a known reason: `lapsed_other`; an unknown label: `unknown`.

    Events of a procedure only (无效程序, 复审, 质押 …) never end a right.
    """
    label = raw.strip()
    if label not in ENDED_LABELS:
        return LABELS.get(label) or LABELS.get(label.upper(), LegalStatus.UNKNOWN)
    present = {event.strip() for event in events}
    return next((status for event, status in ENDING_EVENTS if event in present), LegalStatus.LAPSED_OTHER)
