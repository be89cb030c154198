"""The deeds of the room, by the desk on which they stand."""

from mediation.proceedings.deeds import coordinator, mediator, papers, party
from mediation.proceedings.deeds.deed import Deed, deed_of

# The case room: parties, and the mediator who works there as they do.
ROOM: tuple[Deed, ...] = (*party.DEEDS, *mediator.DEEDS, papers.UPLOAD, *papers.OFFICE)
# The staff's case page: coordinator and mediator; a deed of one name is looked for in this order.
STAFF: tuple[Deed, ...] = (*coordinator.DEEDS, *mediator.DEEDS, *papers.OFFICE)

__all__ = ["ROOM", "STAFF", "Deed", "coordinator", "deed_of", "mediator", "papers", "party"]
