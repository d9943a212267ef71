"""The OOXML package: names, safe reading of XML, deterministic zip."""
