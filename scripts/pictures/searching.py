"""Pictures of the guide searching-patents.md: the public search over the sample content, and one export made."""

from urllib.parse import quote

from scripts.pictures.camera import Camera

LONGEST_WAIT = 120  # seconds for the worker
SEARCH = "/patents/"


def search_words(camera: Camera) -> None:
    """Words in the field, hits with marks, the filters beside them."""
    camera.page.goto(f"{SEARCH}?q={quote('电解质')}")
    camera.shot("search-words")


def search_form(camera: Camera) -> None:
    """The form filled by an expression."""
    camera.page.goto(f"{SEARCH}form/?q={quote('TI=电解质 AND PA=示例 AND AD=[2016 TO 2022]')}")
    camera.shot("search-form")


def search_fault(camera: Camera) -> None:
    """An expression with a bracket too many, its place and the text corrected."""
    camera.page.goto(f"{SEARCH}?q={quote('TI=(电解质 AND 隔膜')}")
    camera.shot("search-fault", height=520)


def search_filters(camera: Camera) -> None:
    """Two values of one filter and a range of years, above the hits as tags."""
    camera.page.goto(f"{SEARCH}?q={quote('电池')}&status={quote('有效')}&status={quote('审中')}&year_from=2015")
    camera.shot("search-filters")


def search_rows(camera: Camera) -> None:
    """One row a publication, as a table."""
    camera.page.goto(f"{SEARCH}?q={quote('电池')}&rows=publications&view=table&sort=-date")
    camera.shot("search-rows", height=640)


def search_nothing(camera: Camera) -> None:
    """No hit, and the changes that find something."""
    camera.page.goto(f"{SEARCH}?q={quote('电解质 挖掘机')}&status={quote('有效')}")
    camera.shot("search-nothing")


def search_export(camera: Camera) -> None:
    """One's exports, the newest ready."""
    page = camera.page
    page.goto(f"{SEARCH}?q={quote('电解质')}&sort=-date")
    page.get_by_role("button", name="XLSX").click()
    page.wait_for_url("**/desk/exports/")
    for _second in range(LONGEST_WAIT):
        if page.locator(".job-progress").count() == 0:
            break
        page.wait_for_timeout(1000)
        page.reload()
    camera.shot("search-export", height=560)


def search_patent(camera: Camera) -> None:
    """The record of the first hit."""
    page = camera.page
    page.goto(f"{SEARCH}?q={quote('电解质')}")
    page.locator(".result-title a").first.click()
    page.wait_for_url(lambda url: "?" not in url)
    camera.shot("search-patent")


SCENES = (
    search_words, search_form, search_fault, search_filters, search_rows, search_nothing, search_export, search_patent,
)  # fmt: skip
