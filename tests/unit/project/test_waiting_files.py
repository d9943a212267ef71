"""Files that wait on disk for the rest of their pack."""

from pathlib import Path

import pytest

from akkoord.project.staging import Staging
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


def test_nothing_waits_once_the_pack_stands(tmp_path: Path):
    staging = Staging(tmp_path / "output")
    aside = staging.aside("regio/2023/een", FILES)
    other = staging.aside("regio/2023/ander", FILES)
    assert staging.put("regio/2023/een", dict(aside), {}) is None
    assert {path.name: path.read_bytes() for path in (tmp_path / "output/regio/2023/een").iterdir()} == FILES
    assert dict(other) == FILES
    assert [path.name for path in staging.folder.iterdir()] == ["regio!2023!ander!wacht"]
