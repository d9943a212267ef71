"""Which workers a run gets, and what is refused before it begins."""

import pytest

from akkoord.executor import cores
from akkoord.project.build import Request
from akkoord.project.workers import ExecutorError, Local, program_identity, workforce


@pytest.mark.parametrize(
    ("jobs", "documents", "processes"), [(None, 1, 1), (None, 2, 1), (1, 50, 1), (4, 2, 2), (3, 0, 1), (3, 50, 3)]
)
def test_no_more_processes_than_there_is_work_for(jobs, documents, processes):
    assert Local(jobs).workers(documents).jobs == processes


def test_without_a_number_every_core_works():
    assert Local(None).workers(1000).jobs == cores()
    assert Local(None).count == cores()


def test_workers_that_are_there_serve_fewer_documents_as_well():
    local = Local(4)
    many = local.workers(50)
    assert local.workers(1) is many
    assert Local(4).workers(1).jobs == 1


@pytest.mark.parametrize("options", [{"scheduler": "tcp://127.0.0.1:8786", "pdf_engine": "libreoffice"}, {}])
def test_a_cluster_without_scheduler_or_with_libreoffice_is_refused(tmp_path, options):
    with pytest.raises(ExecutorError) as refused, workforce(Request(tmp_path, executor="dask", **options)):
        pass
    assert refused.value.diagnostics[0].code == "CLU006"


def test_the_program_is_itself():
    assert program_identity() == program_identity()
