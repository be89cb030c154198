"""Chinese divisions by GB/T 2260 code, and the short names of provinces and prefectures by rule (`regions.csv`)."""

import re
from dataclasses import dataclass
from functools import cache

from patents.records.reference.files import rows

# Peoples in the names of autonomous areas, cut from the short name: 恩施土家族苗族自治州 -> 恩施.
PEOPLES = (
    "土家族", "苗族", "藏族", "羌族", "彝族", "布依族", "侗族", "哈尼族", "壮族", "傣族", "白族", "景颇族", "傈僳族",
    "回族", "维吾尔", "蒙古族", "蒙古", "朝鲜族", "柯尔克孜", "哈萨克",
)  # fmt: skip
_PROVINCE_TAIL = re.compile(r"(特别行政区|自治区|省|市)$")
_PREFECTURE_TAIL = re.compile(r"(自治州|地区|盟|市)$")
_INNER_MONGOLIA = "内蒙古"


@dataclass(frozen=True)
class Region:
    """A province (`430000`) or prefecture (`430100`); `short` is the name without its rank."""

    code: str
    name: str
    short: str

    @property
    def is_province(self) -> bool:
        """Provinces end in four zeros."""
        return self.code.endswith("0000")

    @property
    def province_code(self) -> str:
        """Code of the province it lies in, itself for a province."""
        return f"{self.code[:2]}0000"


def province_short(name: str) -> str:
    """`湖南省` -> `湖南`, `内蒙古自治区` -> `内蒙古`; a text that is no province stays as it is."""
    found = region_by_name(name)
    return found.short if found and found.is_province else name


def prefecture_short(name: str) -> str:
    """`长沙市` -> `长沙`, `湘西土家族苗族自治州` -> `湘西`; a text that is no prefecture stays as it is."""
    bare = _cut(name.strip(), _PREFECTURE_TAIL)
    return bare if bare in _prefectures() else name


def region(code: str) -> Region | None:
    """The entry of a code of six digits, or of the prefecture's or province's part of a longer or finer one."""
    known = _regions()
    return known.get(f"{code[:4]}00") or known.get(f"{code[:2]}0000")


def place_name(code: str) -> str:
    """`430104` and longer codes within it -> `湖南省长沙市岳麓区`, as far as the parts are known; empty for none."""
    names = _names()
    parts = [f"{code[:2]}0000", f"{code[:4]}00", code[:6]]
    return "".join(names[part] for part in dict.fromkeys(parts) if part in names)


def region_by_name(name: str, province: str = "") -> Region | None:
    """A province or prefecture by full or short name. `province` (any form) decides between two of one name."""
    bare = name.strip()
    found = _provinces().get(_cut(bare, _PROVINCE_TAIL)) if not province else None
    if found is not None and not (bare.endswith("市") and found.name != bare and found.short != bare):
        return found
    inside = _provinces().get(_cut(province.strip(), _PROVINCE_TAIL)) if province else None
    fitting = [
        entry
        for entry in _prefectures().get(_cut(bare, _PREFECTURE_TAIL), ())
        if inside is None or entry.province_code == inside.code
    ]
    return fitting[0] if len(fitting) == 1 else None


def _cut(name: str, tail: re.Pattern[str]) -> str:
    bare = tail.sub("", name)
    if bare == name or bare.startswith(_INNER_MONGOLIA):
        return bare
    while people := next((one for one in PEOPLES if bare.endswith(one) and len(bare) > len(one)), ""):
        bare = bare.removesuffix(people)
    return bare


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("regions.csv")}


@cache
def _regions() -> dict[str, Region]:
    made = {}
    for code, name in _names().items():
        if code.endswith("00"):
            tail = _PROVINCE_TAIL if code.endswith("0000") else _PREFECTURE_TAIL
            made[code] = Region(code, name, _cut(name, tail))
    return made


@cache
def _provinces() -> dict[str, Region]:
    return {entry.short: entry for entry in _regions().values() if entry.is_province}


@cache
def _prefectures() -> dict[str, tuple[Region, ...]]:
    named: dict[str, list[Region]] = {}
    for entry in _regions().values():
        if not entry.is_province:
            named.setdefault(entry.short, []).append(entry)
    return {short: tuple(entries) for short, entries in named.items()}
