"""A search page's parts for the shared components: words and links, no counting."""

from patents.catalogue.presenters.bars import year_bars
from patents.catalogue.presenters.columns import columns
from patents.catalogue.presenters.form_filters import form_filters
from patents.catalogue.presenters.form_rows import form_rows, hows
from patents.catalogue.presenters.groups import Group, facet_options, groups, legends
from patents.catalogue.presenters.heads import chips, row_kinds, sorts, views
from patents.catalogue.presenters.saving import Chips, name_offered, said
from patents.catalogue.presenters.ways import ways_out

__all__ = [
    "Chips",
    "Group",
    "chips",
    "columns",
    "facet_options",
    "form_filters",
    "form_rows",
    "groups",
    "hows",
    "legends",
    "row_kinds",
    "name_offered",
    "said",
    "sorts",
    "views",
    "ways_out",
    "year_bars",
]
