"""Sample accounts (contract.md) and enterprises inside, outside and of unknown place."""

from datetime import date

from ipplatform.accounts.models import User
from ipplatform.accounts.roles import (
    ADMINISTRATOR,
    CASE_COORDINATOR,
    EDITOR,
    GENERAL_SECTION,
    MEDIATOR,
    OPERATOR,
)
from ipplatform.accounts.services import account_open, role_grant
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.services import (
    area_approve,
    area_propose,
    enterprise_create,
    membership_admit,
    membership_request,
)
from ipplatform.enterprises.uscc import ALPHABET, uscc_check_letter
from ipplatform.site.demo.frame import Frame, on, system
from mediation.people.models import MediationOrganisation
from mediation.people.selectors import topics_active
from mediation.people.services import mediator_register, organisation_create

# name before the @, shown name, roles
ACCOUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("administrator", "示例管理员", (ADMINISTRATOR,)),
    ("operator", "示例专员", (OPERATOR,)),
    ("operator2", "示例专员乙", (OPERATOR,)),
    ("general", "示例综合科甲", (GENERAL_SECTION,)),
    ("general2", "示例综合科乙", (GENERAL_SECTION,)),
    ("coordinator", "示例协调员", (CASE_COORDINATOR,)),
    ("mediator", "示例调解员甲", (MEDIATOR,)),
    ("mediator2", "示例调解员乙", (MEDIATOR,)),
    ("mediator3", "示例调解员丙", (MEDIATOR,)),
    ("editor", "示例编辑", (EDITOR,)),
)
MEDIATORS = (
    ("mediator", "示例律师", "办理专利许可与转让合同纠纷，熟悉固态电池材料。", 2012),
    ("mediator2", "示例专利代理师", "办理权属与发明人署名纠纷，熟悉工程机械结构。", 2015),
    ("mediator3", "示例高级工程师", "办理侵权比对与职务发明报酬纠纷。", 2018),
)
# short name, kind, area, e-mail of its owner
ENTERPRISES: tuple[tuple[str, str, str, str], ...] = (
    ("示例湘江储能有限公司", "enterprise", "inside", "enterprise"),
    ("示例外埠材料有限公司", "enterprise", "outside", "seller"),
    ("示例岳麓装备有限公司", "enterprise", "inside", "respondent"),
    ("示例大学", "university", "outside", "university"),
    ("示例材料研究院", "institute", "outside", "institute"),
)
_PLACES = ("岳麓", "湘江", "望岳", "洋湖", "梅溪", "坪塘", "大泽湖", "含浦", "雷锋", "桐梓")
_TRADES = ("新能源", "精密", "智造", "材料", "动力", "机电", "液压", "电子", "环保", "装备")
INSIDE, OUTSIDE, UNKNOWN = 62, 8, 4


def load(frame: Frame) -> dict[str, int]:
    """Accounts, enterprises with their owners, New Area facts by two persons, mediators."""
    since = date(frame.year - 1, 3, 2)
    with on(since):
        for name, shown, roles in ACCOUNTS:
            frame.persons[name] = _account(frame, name, shown)
            for role in roles:
                if role not in frame.persons[name].role_ids:
                    role_grant(user=frame.persons[name], role=role, by=system())
        for position, (name, kind, area, owner) in enumerate(_all_enterprises()):
            _enterprise(frame, position, name, kind, area, owner, since)
        _mediators(frame)
    return {"accounts": User.objects.count(), "enterprises": Enterprise.objects.count()}


def _all_enterprises() -> list[tuple[str, str, str, str]]:
    rows = list(ENTERPRISES)
    for number in range(INSIDE + OUTSIDE + UNKNOWN):
        area = "inside" if number < INSIDE else "outside" if number < INSIDE + OUTSIDE else ""
        place, trade = _PLACES[number % len(_PLACES)], _TRADES[(number // len(_PLACES) + number) % len(_TRADES)]
        rows.append((f"示例{place}{trade}{number + 1:02d}号有限公司", "enterprise", area, f"owner{number + 1}"))
    return rows


def _account(frame: Frame, name: str, shown: str) -> User:
    person = account_open(email=f"{name}@demo.test", name=shown, password=None, by=system())
    if not person.has_usable_password():
        person.password = frame.password_hash
        person.save(update_fields=["password"])
    return person


def _enterprise(frame: Frame, position: int, name: str, kind: str, area: str, owner: str, since: date) -> None:
    operator, general = frame.persons["operator"], frame.persons["general"]
    made = Enterprise.objects.filter(uscc=sample_uscc(position)).first()
    if made is None:
        made = enterprise_create(name=name, uscc=sample_uscc(position), by=operator, kind=kind)
        person = _account(frame, owner, f"{name.removesuffix('有限公司')}负责人")
        membership = membership_request(user=person, enterprise=made, role="owner", on=since, by=person)
        membership_admit(membership=membership, by=operator, on=since, revision=membership.revision)
        if area:
            fact = area_propose(
                enterprise=made, status=area, valid_from=since, valid_to=None, evidence="示例：营业执照地址", by=operator,
                on=since,
            )  # fmt: skip
            area_approve(membership=fact, by=general, on=since, revision=fact.revision)
    frame.persons.setdefault(owner, User.objects.get(email=f"{owner}@demo.test"))
    frame.enterprises[name] = made
    if area == "inside":
        frame.inside.append(made)
    elif area == "outside":
        frame.outside.append(made)


def sample_uscc(position: int) -> str:
    """A valid code that no real body has: a sample organisation code, counted up."""
    letters = "".join(ALPHABET[(position // 31**power) % 31] for power in range(3, -1, -1))
    first = f"91430104MADEM{letters}"
    return first + uscc_check_letter(first)


def _mediators(frame: Frame) -> None:
    coordinator = frame.persons["coordinator"]
    organisation = MediationOrganisation.objects.filter(name="示例知识产权调解中心").first() or organisation_create(
        name="示例知识产权调解中心", kind="industry", by=coordinator, address="示例路 1 号"
    )
    for name, profession, introduction, since in MEDIATORS:
        person = frame.persons[name]
        if not hasattr(person, "mediator"):
            mediator_register(
                user=person, organisation=organisation, display_name=person.name, specialities=topics_active()[:6],
                by=coordinator, profession=profession, introduction=introduction, since_year=since,
            )  # fmt: skip
