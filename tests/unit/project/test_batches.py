"""Documents are written kind by kind, over groups of packs that are taken as they are needed."""

from msgspec import Struct

from akkoord.project.batches import FIRST, TOGETHER, kind_by_kind


class Named(Struct, frozen=True, dict=True):
    """As much of a job as the order asks for."""

    kind: str


def packs(count, kinds=("overeenkomst", "brief")):
    return [(f"pakket {n}", [Named(kind) for kind in kinds]) for n in range(count)]


def one(_pack):
    return "plaats"


def test_one_kind_after_another_in_the_order_of_the_packs():
    (group,) = kind_by_kind(packs(3), workers=1, place=one)
    assert [[(pack, job.kind) for pack, job in batch] for batch in group] == [
        [("pakket 0", "overeenkomst"), ("pakket 1", "overeenkomst"), ("pakket 2", "overeenkomst")],
        [("pakket 0", "brief"), ("pakket 1", "brief"), ("pakket 2", "brief")],
    ]


def test_every_job_comes_once_however_many_workers_there_are():
    for workers in (1, 2, 7, 100):
        batches = [batch for group in kind_by_kind(packs(2 * TOGETHER + 5), workers, place=one) for batch in group]
        assert sorted((pack, job.kind) for batch in batches for pack, job in batch) == sorted(
            (pack, job.kind) for pack, jobs in packs(2 * TOGETHER + 5) for job in jobs
        )
        assert all(len({job.kind for _, job in batch}) == 1 for batch in batches)


def test_one_kind_keeps_all_workers_busy():
    (group,) = kind_by_kind(packs(8, ("overeenkomst",)), workers=4, place=one)
    assert [len(batch) for batch in group] == [1] * 8


def test_packs_are_taken_as_groups_are_asked_for():
    taken = []

    def coming():
        for pack in packs(3 * TOGETHER):
            taken.append(pack)
            yield pack

    groups = kind_by_kind(coming(), workers=2, place=one)
    next(groups)
    assert len(taken) == FIRST
    next(groups)
    assert len(taken) == FIRST + TOGETHER


def test_packs_with_nothing_to_write_make_no_group():
    assert list(kind_by_kind([("pakket", [])] * 100, workers=2, place=one)) == []


def test_a_group_is_of_one_place():
    coming = [(f"{place}/{n}", [Named("overeenkomst")]) for place in ("2023", "2024") for n in range(3)]
    groups = list(kind_by_kind(coming, workers=1, place=lambda pack: pack.split("/")[0]))
    assert [[pack for batch in group for pack, _ in batch] for group in groups] == [
        ["2023/0", "2023/1", "2023/2"],
        ["2024/0", "2024/1", "2024/2"],
    ]
