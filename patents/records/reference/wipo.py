"""The 35 fields of technology of WIPO's IPC concordance (Schmoch 2008, WIPO IPC/CE/41/5, with its later additions).

The concordance is older than G06V, G16B, G16Y, H10B … and B64U: such symbols are unmapped, in a bucket of their own.
A rule is a subclass (`H01B`), subclasses of one class (`F21:HKLSVWY`) or main groups of a subclass (`H04N/3,5,7`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

UNMAPPED = 0
SECTORS = {
    1: ("电气工程", "Electrical engineering"),
    2: ("仪器", "Instruments"),
    3: ("化学", "Chemistry"),
    4: ("机械工程", "Mechanical engineering"),
    5: ("其他领域", "Other fields"),
}
_MAIN_GROUP = re.compile(r"^[A-H]\d{2}[A-Z](\d{1,4})")


@dataclass(frozen=True)
class Field:
    """One field: number 1-35, sector 1-5, names, rules."""

    number: int
    sector: int
    zh: str
    en: str
    rules: str

    def name(self, language: str = "zh") -> str:
        """The name in Chinese, or in English where `language` begins with `en`."""
        return self.en if language.startswith("en") else self.zh


# fmt: off
FIELDS: tuple[Field, ...] = (
    Field(1, 1, "电机、电气设备与电能", "Electrical machinery, apparatus, energy",
          "F21:HKLSVWY H01:BCFGHJKMRT H02:BGHJKMNPS H05:BCF H99Z"),
    Field(2, 1, "音像技术", "Audio-visual technology",
          "G09:FG G11B H04N/3,5,7,9,11,13,15,17,19,101 H04:RS H05K"),
    Field(3, 1, "电信", "Telecommunications", "G08C H01:PQ H04:BHJKMQ H04N/1"),
    Field(4, 1, "数字通信", "Digital communication", "H04:LW H04N/21"),
    Field(5, 1, "基础通信电路", "Basic communication processes", "H03:BCDFGHJKLM"),
    Field(6, 1, "计算机技术", "Computer technology", "G06:CDEFGJKMNT G10L G11C"),
    Field(7, 1, "管理信息技术", "IT methods for management", "G06Q"),
    Field(8, 1, "半导体", "Semiconductors", "H01L"),
    Field(9, 2, "光学", "Optics", "G02:BCF G03:BCDFGH H01S"),
    Field(10, 2, "测量", "Measurement",
          "G01:BCDFGHJKLMPQRSVW G01N/1,3,5,7,9,11,13,15,17,19,21,22,23,24,25,27,29,30,31,35,37 G04:BCDFGR G12B G99Z"),
    Field(11, 2, "生物材料分析", "Analysis of biological materials", "G01N/33"),
    Field(12, 2, "控制", "Control", "G05:BDF G07:BCDFG G08:BG G09:BCD"),
    Field(13, 2, "医疗技术", "Medical technology", "A61:BCDFGHJLMN H05G G16H"),
    Field(14, 3, "有机精细化学", "Organic fine chemistry", "A61K/8 A61Q C07:BCDFHJ C40B"),
    Field(15, 3, "生物技术", "Biotechnology", "C07:GK C12:MNPQRS"),
    Field(16, 3, "药品", "Pharmaceuticals",
          "A61K/6,9,31,33,35,36,38,39,41,45,47,48,49,50,51,101,103,125,127,129,131,133,135 A61P"),
    Field(17, 3, "高分子化学与聚合物", "Macromolecular chemistry, polymers", "C08:BCFGHKL"),
    Field(18, 3, "食品化学", "Food chemistry",
          "A01H A21D A23:BCDFGJKL C12:CFGHJ C13B/10,20,30,35,40,50,99 C13:DFJK"),
    Field(19, 3, "基础材料化学", "Basic materials chemistry",
          "A01:NP C05:BCDFG C06:BCDF C09:BCDFGHJK C10:BCFGHJKLMN C11:BCD C99Z"),
    Field(20, 3, "材料与冶金", "Materials, metallurgy", "B22:CDF C01:BCDFG C03C C04B C21:BCD C22:BCF"),
    Field(21, 3, "表面技术与涂层", "Surface technology, coating", "B05:CD B32B C23:CDFG C25:BCDF C30B"),
    Field(22, 3, "微结构与纳米技术", "Micro-structural and nano-technology", "B81:BC B82:BY"),
    Field(23, 3, "化学工程", "Chemical engineering",
          "B01:BFJL B01D/1,3,5,7,8,9,11,12,15,17,19,21,24,25,27,29,33,35,36,37,39,41,43,57,59,61,63,65,67,69,71 "
          "B02C B03:BCD B04:BC B05B B06B B07:BC B08B C14C D06:BCL F25J F26B H05H"),
    Field(24, 3, "环境技术", "Environmental technology",
          "A62C B01D/45,46,47,49,50,51,52,53 B09:BC B65F C02F E01F/8 F01N F23:GJ G01T"),
    Field(25, 4, "装卸与搬运", "Handling", "B25J B65:BCDGH B66:BCDF B67:BCD"),
    Field(26, 4, "机床", "Machine tools",
          "A62D B21:BCDFGHJKL B23:BCDFGHKPQ B24:BCD B25:BCDFGH B26:BDF B27:BCDFGHJKLMN B30B"),
    Field(27, 4, "发动机、泵与涡轮机", "Engines, pumps, turbines",
          "F01:BCDKLMP F02:BCDFGKMNP F03:BCDGH F04:BCDF F23R F99Z G21:BCDFGHJK"),
    Field(28, 4, "纺织与造纸机械", "Textile and paper machines",
          "A41H A43D A46D B31:BCDF B41:BCDFGJKLMN C14B D01:BCDFGH D02:GHJ D03:CDJ D04:BCGH D05:BC D06:GHJMPQ "
          "D21:BCDFGHJ D99Z"),
    Field(29, 4, "其他专用机械", "Other special machines",
          "A01:BCDFGJKLM A21:BC A22:BC A23:NP B02B B28:BCD B29:BCDKL B33Y B99Z C03B C08J C12L C13B/5,15,25,45 "
          "C13:CGH F41:ABCFGHJ F42:BCD"),
    Field(30, 4, "热工过程与设备", "Thermal processes and apparatus",
          "F22:BDG F23:BCDHKLMNQ F24:BCDFHJSTV F25:BC F27:BD F28:BCDFG"),
    Field(31, 4, "机械零件", "Mechanical elements", "F15:BCD F16:BCDFGHJKLMNPST F17:BCD G05G"),
    Field(32, 4, "运输", "Transport",
          "B60:BCDFGHJKLMNPQRSTVW B61:BCDFGHJKL B62:BCDHJKLM B63:BCGHJ B64:BCDFG"),
    Field(33, 5, "家具与游戏", "Furniture, games", "A47:BCDFGHJKL A63:BCDFGHJK"),
    Field(34, 5, "其他消费品", "Other consumer goods",
          "A24:BCDF A41:BCDFG A42:BC A43:BC A44:BC A45:BCDF A46B A62B A99Z B42:BCDF B43:KLM B44:BCDF B68:BCFG "
          "D04D D06:FN D07B F25D G10:BCDFGHK"),
    Field(35, 5, "土木工程", "Civil engineering",
          "E01:BCDH E01F/1,3,5,7,9,11,13,15 E02:BCDF E03:BCDF E04:BCDFGH E05:BCDFG E06:BC E21:BCDF E99Z"),
)
# fmt: on


def wipo_field(symbol: str) -> Field | None:
    """The field of an IPC symbol in normal form; None is the bucket UNMAPPED.

    A bare subclass whose main groups belong to several fields (`H04N`, `A61K`) names none of them and is unmapped.
    """
    rules = _rules()
    group = _MAIN_GROUP.match(symbol)
    number = rules.get((symbol[:4], int(group[1]))) if group else None
    return _by_number().get(number or rules.get((symbol[:4], None), UNMAPPED))


def wipo_fields(symbols: Iterable[str]) -> tuple[Field, ...]:
    """Distinct fields of several symbols, in the order of the symbols; unmapped ones are left out."""
    found = (wipo_field(symbol) for symbol in symbols)
    return tuple(dict.fromkeys(field for field in found if field is not None))


@cache
def _by_number() -> dict[int, Field]:
    return {field.number: field for field in FIELDS}


@cache
def _rules() -> dict[tuple[str, int | None], int]:
    """(subclass, main group) -> field; None as main group: all of the subclass."""
    made: dict[tuple[str, int | None], int] = {}
    for field in FIELDS:
        for rule in field.rules.split():
            if ":" in rule:
                parent, letters = rule.split(":")
                made |= {(parent + letter, None): field.number for letter in letters}
            elif "/" in rule:
                subclass, groups = rule.split("/")
                made |= {(subclass, int(group)): field.number for group in groups.split(",")}
            else:
                made[(rule, None)] = field.number
    return made
