"""The profile of a region, no larger than it must be."""

REGION = """\
id: voorbeeld
name: Voorbeeld
language: nl-NL
editions: ["2023"]
references: lid
parameters: {}
municipalities:
  - {code: "0001", name: Voorbeeldstad, size: groot, representative: {name: "", function: burgemeester}}
organisations: []
lots: [{number: 1, name: een, example: true}]
addressees: []
signing: {municipalities: volmacht}
archive: {creator: Gemeente Voorbeeld, restriction: Openbaar, disposal: destroy, retention_years: 20}
"""
