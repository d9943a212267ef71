"""Reading certificates."""

from collections.abc import Iterator

from asn1crypto.x509 import Certificate

def load_certs_from_pemder_data(cert_data_bytes: bytes) -> Iterator[Certificate]: ...
