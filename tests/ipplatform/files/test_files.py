"""Private files: content-addressed, sniffed, bounded, served only after the owner's check."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ipplatform.files import owners, services
from ipplatform.files.models import PrivateFile
from ipplatform.moves import Refused
from tests.factories import people

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path, monkeypatch):
    settings.PRIVATE_FILES_DIR = tmp_path
    monkeypatch.setitem(owners._owners, "sample", lambda user, file: user.pk == file.uploaded_by_id)


def _store(content=PDF, name="合同.pdf", by=None):
    return services.file_store(content=content, name=name, owner_kind="sample", owner_id="1", by=by or people.user())


def test_bytes_lie_under_their_digest_and_equal_bytes_once(tmp_path):
    first, second = _store(), _store(SimpleUploadedFile("x.pdf", PDF), "另一份.pdf")
    assert first.sha256 == second.sha256 == hashlib.sha256(PDF).hexdigest()
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [PDF]
    assert (first.size, first.media_type, first.name) == (len(PDF), "application/pdf", "合同.pdf")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "file_empty"),
        (PDF, "a.html", "file_kind_refused"),
        (PDF, "a.svg", "file_kind_refused"),
        (b"<html><script>", "a.pdf", "file_content_differs"),
        (b"<html><script>", "a.txt", "file_content_differs"),
        (PDF, "a.png", "file_content_differs"),
        (PDF, "a.xlsx", "file_content_differs"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_leaves_nothing(content, name, code, tmp_path):
    with pytest.raises(Refused) as refused:
        _store(content, name)
    assert refused.value.refusal.code == code
    assert not PrivateFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(services, "MAX_BYTES", 10)
    with pytest.raises(Refused) as refused:
        _store()
    assert refused.value.refusal == services.FILE_TOO_LARGE
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["数据.csv", "数据.xml"])
def test_a_table_that_is_read_in_a_stream_may_be_larger(name, monkeypatch, tmp_path):
    monkeypatch.setattr(services, "MAX_BYTES", 10)
    monkeypatch.setattr(services, "STREAMED_BYTES", 20)
    by = people.user("operator")
    common = {"name": name, "owner_kind": "test", "owner_id": "1", "by": by, "data": True}
    for content, streamed, refusal in (
        (b"<" + b"a" * 14, False, services.FILE_TOO_LARGE), (b"<" + b"a" * 20, True, services.FILE_TOO_LARGE_TO_STREAM),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            services.file_store(content=content, streamed=streamed, **common)
        assert refused.value.refusal == refusal
    assert services.file_store(content=b"<" + b"a" * 14, streamed=True, **common).size == 15
    with pytest.raises(Refused):
        services.file_store(content=PDF, streamed=True, **common | {"name": "合同.pdf"})


def test_a_path_in_the_name_is_dropped():
    assert _store(name="../../etc/合同.pdf").name == "合同.pdf"


def test_only_whom_the_owner_lets_reads_it(client):
    by = people.user()
    url = f"/files/{_store(by=by).public_id}/"
    assert client.get(url).status_code == 302  # anonymous: log in
    client.force_login(people.user("operator", "case_coordinator", "general_section", "administrator"))
    assert client.get(url).status_code == 404
    client.force_login(by)
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Cache-Control"] == "no-store" and "attachment" in answer["Content-Disposition"]


def test_a_kind_that_nobody_registered_is_read_by_nobody():
    file = _store()
    file.owner_kind = "unknown"
    assert not owners.file_can_read(file.uploaded_by, file)
