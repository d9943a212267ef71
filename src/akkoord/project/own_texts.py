"""The own texts of providers that deviate: each a version of its clause, of that provider alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.library import ClauseStatus, ClauseVersion, Library, text_digest
from akkoord.project.read_cache import Kept, ReadCache
from akkoord.project.sources import Sources, UnreadableError
from akkoord.readers.markdown import read_blocks
from akkoord.spec import Deviation, Provider, own_version
from akkoord.tree import Block

Wanted = Mapping[str, tuple[Provider, Deviation]]
"""The provider and deviation of each own text, by the path it must have."""


def wanted_texts(region: str, providers: Mapping[str, Provider]) -> dict[str, tuple[Provider, Deviation]]:
    """The own texts that the providers of a region name."""
    return {
        f"contracts/{region}/{deviation.text}": (provider, deviation)
        for provider in providers.values()
        for deviation in provider.deviations
        if deviation.text
    }


def with_own_texts(
    library: Library, sources: Sources, cache: ReadCache, paths: tuple[str, ...], wanted: Wanted
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """The library with the own texts at `paths`; what is wrong with one is a finding, and it is left out.

    One that is as it was comes from the cache.
    """
    versions = dict(library.versions)
    found: list[Diagnostic] = []
    for path in paths:
        if path not in wanted:
            message = f"`{path}` wordt niet gelezen: geen afwijking noemt deze tekst"
            found.append(warning("SRC010", message, Span(path), "noem hem bij `deviations` van de aanbieder"))
            continue
        provider, deviation = wanted[path]
        base = library.versions.get((deviation.clause, deviation.base))
        if base is None:
            continue  # assembly says that the base is not that of the edition
        text = _read(sources, cache, path, found)
        if text is None:
            continue
        made = _made(text, path, provider, deviation, base)
        first = versions.setdefault((made.id, made.version), made)
        if first is not made:
            message = f"van `{made.id}@{made.version}` is er ook een in een andere regio; verwacht: een eigen `id`"
            found.append(error("SRC011", message, Span(path), "geef een van beide aanbieders een andere `id`"))
    return replace(library, versions=versions), tuple(found)


def _read(sources: Sources, cache: ReadCache, path: str, found: list[Diagnostic]) -> Kept | None:
    """The blocks of an own text with its digest; None when it cannot be read."""
    try:
        kept = cache.get(path, sources.sha256(path))
        if kept is not None:
            return kept
        text = sources.text(path)
    except UnreadableError as problem:
        found += problem.diagnostics
        return None
    blocks, findings = read_blocks(text, path, 1)
    found += findings
    if not blocks:
        found.append(error("LIB003", "deze clausule heeft geen tekst", Span(path)))
    kept = Kept(blocks, text_digest(text))
    if blocks and not findings:
        cache.put(path, sources.read[path].sha256, kept)
    return kept


def _made(text: Kept, path: str, provider: Provider, deviation: Deviation, base: ClauseVersion) -> ClauseVersion:
    return replace(
        base,
        version=own_version(deviation.base, provider.id),
        status=ClauseStatus.VASTGESTELD,
        blocks=cast("tuple[Block, ...]", text.value),
        digest=text.digest,
        span=Span(path),
        approved_by=deviation.approved_by,
        approved_on=deviation.approved_on,
        decision="",
        change=deviation.reason,
        valid_until=deviation.until,
    )
