"""The register: providers, initiatives and rates as sheets that people fill in, and back."""

from akkoord.spec.register.applying import apply_register, check_region_texts
from akkoord.spec.register.families import INITIATIVES, PROVIDERS, RATES
from akkoord.spec.register.layout import Family, Schema
from akkoord.spec.register.reading import Entry, Register, read_register
from akkoord.spec.register.tables import Choices, flat_table, register_tables

__all__ = [
    "INITIATIVES",
    "PROVIDERS",
    "RATES",
    "Choices",
    "Entry",
    "Family",
    "Register",
    "Schema",
    "apply_register",
    "check_region_texts",
    "flat_table",
    "read_register",
    "register_tables",
]
