"""Files that wait on disk for the rest of their pack."""

from pathlib import Path

import pytest

from akkoord.project.pack_files import PackFiles
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.project.waiting_files import WaitingFiles, put_aside

FILES = {"brief.pdf": b"%PDF", "brief.docx": b"PK"}


def test_what_was_put_aside_is_read_back_and_stands_on_disk(tmp_path: Path):
    aside = put_aside(tmp_path / "wacht", FILES)
    assert isinstance(aside, WaitingFiles)
    assert dict(aside) == FILES
    assert len(aside) == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "wacht").iterdir()} == FILES


def test_where_the_disk_refuses_memory_holds_them(tmp_path: Path):
    (tmp_path / "wacht").write_bytes(b"in de weg")
    assert put_aside(tmp_path / "wacht", FILES) is FILES


def test_what_is_gone_is_not_passed_off_as_something_else(tmp_path: Path):
    aside = put_aside(tmp_path / "wacht", FILES)
    (tmp_path / "wacht" / "brief.pdf").unlink()
    with pytest.raises(FileNotFoundError):
        dict(aside)


@pytest.mark.parametrize("there_already", [False, True])
def test_nothing_waits_once_the_pack_stands(tmp_path: Path, there_already: bool):
    staging = Staging(tmp_path / "output")
    pack = PackFiles(staging, "regio/2023/een", PackState({}, {}))
    if there_already:
        pack.put(FILES, ())
    aside = staging.aside(pack.path, FILES)
    other = staging.aside("regio/2023/ander", FILES)
    there, found = pack.put(dict(aside), ())
    assert there is not None
    assert found == ()
    assert {path.name: path.read_bytes() for path in pack.folder.iterdir()} == FILES
    assert dict(other) == FILES
    assert [path.name for path in staging.folder.iterdir()] == ["regio!2023!ander!wacht"]
