"""An invented index for the tests of search: books of a library, held in a dict."""

from collections.abc import Iterator, Sequence

from ipplatform import search

BOOKS: dict[int, search.Document] = {}
SHELF_SCHEMA = 1
NAMED = {
    "power": search.Expansion("power", "TA=(电池 OR 电机)", {"office": ["CN", "JP"]}),
    "pumps": search.Expansion("pumps", "TI=泵 NOT 名目=power"),
    "loop": search.Expansion("loop", "TOPIC=pool OR 泵"),
    "pool": search.Expansion("pool", "TOPIC=loop"),
    "broken": search.Expansion("broken", "TI=("),
    "empty": search.Expansion("empty", " "),
    "old": search.Expansion("old", "TI=电", label="旧名目", offered=False),
}
TOPICS_SHOWN = 4
STATES = {"valid": ("有效", "In force"), "pending": ("审中",)}


def topics(also: Sequence[str]) -> list[search.Expansion]:
    """What is offered of NAMED, and of `also` what is named without being offered."""
    return [one for one in NAMED.values() if one.offered or one.name in also]


def books(ids: Sequence[int] | None) -> Iterator[search.Document]:
    """The documents of the shelf, as a room's `documents` gives them."""
    chosen = BOOKS if ids is None else [one for one in ids if one in BOOKS]
    return iter([BOOKS[one] for one in list(chosen)])


DECLARATION = search.IndexDeclaration(
    name="books",
    label="书目",
    fields=(
        search.TextField("title", "TI", "题名", default=True),
        search.TextField("summary", "AB", "提要", default=True),
        search.TextField("owner", "PA", "责任者", default=True),
        search.TextField("writer", "IN", "作者"),
        search.CodeField("subject", "IPC", "分类", by_beginning=True),
        search.CodeField("number", "PN", "号码", default=True),
        search.DayField("day", "AD", "日期", aliases=("日期",)),
        search.CodeField(
            "state",
            "STATUS",
            "状态",
            spellings=lambda value: (value, *STATES.get(value, ())),
            known=lambda: [*STATES, "lapsed", *(one for names in STATES.values() for one in names)],
        ),
        search.CodeField("office", "OFFICE", "国别"),
    ),
    facets=(
        search.FacetField("office", "国别"),
        search.FacetField("subject", "类"),
        search.FacetField("owner", "责任者", limit=5),
        search.FacetField("year", "年"),
    ),
    sorts=(search.SortField("date", "日期"), search.SortField("number", "号码")),
    title="title",
    tie_break=("-date", "number"),
    schema=SHELF_SCHEMA,
    documents=books,
    joined=(search.JoinedField("TA", "题名或提要", ("title", "summary"), aliases=("题名或提要",)),),
    expanded=(search.ExpandedField("TOPIC", "名目", NAMED.get, lambda: NAMED, aliases=("名目",)),),
    asked=(search.AskedFacet("topic", "名目", of="TOPIC", questions=topics, limit=TOPICS_SHOWN),),
)


def library() -> search.IndexDeclaration:
    """The declaration, registered at first call."""
    if "books" not in {one.name for one in search.indexes()}:
        search.index_register(DECLARATION)
    return DECLARATION


def book(
    key: int,
    title: str = "",
    summary: str = "",
    *,
    owner: Sequence[str] = (),
    writer: Sequence[str] = (),
    subject: Sequence[str] = (),
    number: Sequence[str] = (),
    office: str = "CN",
    date: str | None = "2020-01-01",
    state: str = "valid",
) -> search.Document:
    """A document of the invented index."""
    return search.Document(
        id=key,
        texts={
            "title": title,
            "summary": summary,
            "owner": owner,
            "writer": writer,
            "subject": subject,
            "number": number or (f"{office}{key:07d}A",),
            "day": (date,) if date else (),
            "state": (state,),
            "office": (office,),
        },
        keywords={
            "office": [office],
            "subject": [one[:4] for one in subject],
            "owner": list(owner),
            "year": [date[:4]] if date else [],
        },
        sorts={"date": date, "number": (number or (f"{office}{key:07d}A",))[0]},
    )


def ask(
    text: str = "", *, sort: str = "", page: int = 1, size: int = 20, **filters: Sequence[str]
) -> search.SearchQuery:
    """A query to the invented index."""
    return search.parse_query(text, filters, sort, page, size, index="books")
