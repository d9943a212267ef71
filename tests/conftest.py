"""What tests share: programs of other makers that judge our output, found on this machine or reported as not run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from akkoord.typesetting.libreoffice import LibreOfficeMissingError, find_libreoffice
from support import verapdf as vera

# How fast a machine is says nothing of a law; where others wait for the outcome, the examples are always the same.
settings.register_profile("akkoord", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("akkoord")


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> vera.VeraPdf:
    """The veraPDF library with its official profiles."""
    if reason := vera.missing():
        pytest.skip(reason)
    return vera.compiled(tmp_path_factory.mktemp("verapdf"))


@pytest.fixture(scope="session")
def libreoffice() -> Path:
    """The LibreOffice program."""
    try:
        return find_libreoffice()
    except LibreOfficeMissingError as missing:
        pytest.skip(str(missing))
