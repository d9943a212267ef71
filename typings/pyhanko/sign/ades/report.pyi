"""What can be wrong, in words of ETSI EN 319 102-1."""

from enum import Enum

class AdESSubIndic: ...

class AdESFailure(AdESSubIndic, Enum):
    REVOKED = 4
    NOT_YET_VALID = 5

class AdESIndeterminate(AdESSubIndic, Enum):
    EXPIRED = 5
    NOT_YET_VALID = 6
    NO_CERTIFICATE_CHAIN_FOUND = 11
    REVOKED_NO_POE = 12
    REVOKED_CA_NO_POE = 13
    OUT_OF_BOUNDS_NO_POE = 14
