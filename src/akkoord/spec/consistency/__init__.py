"""What the files of one region say together: names that exist, ids that are unique, parties that can sign."""

from akkoord.spec.consistency.contracts import check_contracts

__all__ = ["check_contracts"]
