"""The deeds about documents: filing an upload with its readers, producing one or all from the record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mediation.cases.models import State
from mediation.dossier.services import document_generate, document_upload, documents_generate_due
from mediation.proceedings.deeds.deed import Deed, common
from mediation.proceedings.forms import PlainForm, papers
from mediation.proceedings.room import Room

SHUT = (State.ARCHIVED, State.WITHDRAWN)


def _upload(room: Room, data: dict[str, Any]) -> None:
    readers = room.parties if data["who_sees"] == papers.BOTH else []
    document_upload(
        type_code=data["type_code"], content=data["file"], name=data["file"].name, title=data["title"].strip(),
        visible_to=readers, party=data["party"], **common(room, data, revision=False),
    )  # fmt: skip


def _staff_upload(room: Room, data: dict[str, Any]) -> None:
    document_upload(
        type_code=data["type_code"], content=data["file"], name=data["file"].name, title=data["title"].strip(),
        visible_to=data["visible_to"], party=data["party"], signed=data["signed"],
        **common(room, data, revision=False),
    )  # fmt: skip


def _generate(room: Room, data: dict[str, Any]) -> None:
    item = data["document"]
    document_generate(
        type_code=item.kind.code, party=item.party, session=item.session, **common(room, data, revision=False)
    )


def _generate_all(room: Room, data: dict[str, Any]) -> None:
    documents_generate_due(case=room.case, by=room.user, on=room.on)


def _office(room: Room) -> bool:
    return (room.standing.mediator or room.standing.coordinator) and not room.is_one_of(*SHUT)


UPLOAD = Deed("upload", _("上传材料"), papers.UploadForm, _upload,
              lambda room: bool(room.mine) and not room.is_one_of(*SHUT), done=_("材料已上传。"))  # fmt: skip
STAFF_UPLOAD = Deed("file", _("上传卷宗材料"), papers.StaffUploadForm, _staff_upload, _office, done=_("材料已入卷。"))
GENERATE = Deed("generate", _("生成文书"), papers.GenerateForm, _generate, _office, done=_("文书已生成。"))
GENERATE_ALL = Deed("generate-all", _("生成全部应有文书"), PlainForm, _generate_all, _office, done=_("文书已生成。"))
OFFICE = (STAFF_UPLOAD, GENERATE, GENERATE_ALL)
