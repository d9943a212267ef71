"""The part of asn1crypto that this project uses; the library has no types."""
