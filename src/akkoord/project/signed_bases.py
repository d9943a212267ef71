"""What a party signed of an instrument, as its ledgers tell: the text that an addendum amends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field

from akkoord.assembly import Body, RegionParties, in_one_file, with_signature_pages
from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.library import ClauseStatus, Edition
from akkoord.project.amending import Amending, Base, SignedText
from akkoord.project.archive import ArchiveError
from akkoord.project.comparisons import Comparisons
from akkoord.project.inputs import document_row
from akkoord.project.ledgers import Ledgers, ledger_file
from akkoord.project.planner import Planner
from akkoord.project.selection import Selection
from akkoord.spec import AmendingForm, Provider

_NAMED = 3
_MOST = 5


def signed_text(
    ledgers: Ledgers, region: str, name: str, kinds: Iterable[str], editions: Iterable[Edition]
) -> SignedText | None:
    """What the party of pack `name` signed last of an instrument, None when nothing is recorded.

    `kinds` are the instrument and the addenda to it. Who signed an addendum has the text of its edition.
    """
    wanted = tuple(kinds)
    for edition in sorted(editions, key=lambda edition: edition.date, reverse=True):
        entry = ledgers.of(f"{region}/{edition.id}/{name}").signed
        documents = {document.kind: document for document in entry.documents} if entry is not None else {}
        document = next((documents[kind] for kind in wanted if kind in documents), None)
        if entry is not None and document is not None:
            return SignedText(edition, document, entry)
    return None


class SignedEditions(Struct):
    """The planners of the editions that were signed, each once by its folder: only their texts are asked for."""

    comparisons: Comparisons | None
    planners: dict[str, Planner] = field(default_factory=dict[str, Planner])

    def planner(self, asking: Planner, edition: Edition) -> Planner:
        """Who knows the texts of `edition`; what is wrong in them its own build says."""
        place = f"{asking.folder}/{edition.id}"
        if place not in self.planners:
            signed = Planner(
                asking.content,
                asking.folder,
                asking.region_content,
                asking.region,
                asking.pack,
                edition,
                Selection(),
                [],
                signed=True,
            )
            self.planners[place] = signed
            bases = SignedBases(signed, self, None, "")
            signed.amending = Amending(asking.content.library, bases, self.comparisons)
        return self.planners[place]


class SignedBases(Struct):
    """What the addenda of one planner amend: per party what it signed, else `declared`, else nothing for a `reason`."""

    planner: Planner
    editions: SignedEditions
    declared: Edition | None
    reason: str
    recorded: bool = False
    """Whether a ledger decided anything."""
    _known: dict[tuple[str, str], Base] = field(default_factory=dict[tuple[str, str], Base])
    _before: dict[str, tuple[tuple[str, ...], tuple[Edition, ...]]] = field(
        default_factory=dict[str, "tuple[tuple[str, ...], tuple[Edition, ...]]"]
    )

    def of(self, document: str, provider: Provider | None) -> Base:
        """The text of `document` that an addendum amends: of a provider, or None for the one of all parties."""
        key = document, provider.id if provider is not None else ""
        if key not in self._known:
            self._known[key] = self._base(document, provider)
        return self._known[key]

    def signed(self, document: str, provider: Provider | None) -> Mapping[str, SignedText]:
        """What was signed, by pack: of one provider, or of all parties; on one file they sign that of the region."""
        planner, pack = self.planner, self.planner.pack
        spec = planner.region_content.documents.get(document)
        joint = spec is not None and in_one_file(spec, planner.region)
        if provider is not None:
            names = (provider.id,)
        else:
            names = (pack.region_pack, *(() if joint else sorted(planner.region_content.providers)))
        found = {name: self._signed_by(document, name) for name in names}
        return {name: signed for name, signed in found.items() if signed is not None}

    def _signed_by(self, document: str, name: str) -> SignedText | None:
        content, own = self.planner.content, self.planner.edition
        kinds, earlier = self._earlier(document)
        itself = signed_text(content.ledgers, self.planner.folder, name, (document,), (own,))
        return itself or signed_text(content.ledgers, self.planner.folder, name, kinds, earlier)

    def _earlier(self, document: str) -> tuple[tuple[str, ...], tuple[Edition, ...]]:
        """The instrument and the addenda to it, and the editions in which one of them can have been signed before."""
        if document not in self._before:
            amending = ((s.kind, s.amends) for s in self.planner.region_content.documents.values())
            addenda = (
                kind
                for kind, amends in amending
                if amends is not None and amends.document == document and amends.form is AmendingForm.ADDENDUM
            )
            editions = self.planner.content.library.editions.values()
            earlier = tuple(edition for edition in editions if edition.date < self.planner.edition.date)
            self._before[document] = ((document, *addenda), earlier)
        return self._before[document]

    def _base(self, document: str, provider: Provider | None) -> Base:
        signed = self.signed(document, provider)
        if not signed:
            return self._declared()
        self.recorded = True
        problem = next(self._problems(document, signed), None)
        if problem is not None:
            self.planner.found.append(problem)
            return Base(None, f"{problem.message[0].upper()}{problem.message[1:]}.")
        text = next(iter(signed.values()))
        if text.edition.id == self.planner.edition.id:
            return Base(None, f"De tekst van editie {text.edition.id} is zelf getekend: er is niets te wijzigen.")
        base = self.editions.planner(self.planner, text.edition)
        earlier: tuple[SignedText, ...] = ()
        if text.document.kind != document and base.amending is not None:
            # Also so that the edition which the earlier addendum amends is asked for.
            earlier = (*base.amending.bases.of(document, provider).earlier, text)
        return Base(base, "", base.place, text, partial(self._differing, document, text, base), earlier)

    def _declared(self) -> Base:
        if self.declared is None:
            return Base(None, self.reason)
        base = self.editions.planner(self.planner, self.declared)
        return Base(base, "", base.place)

    def _differing(self, document: str, signed: SignedText, base: Planner, made: Body) -> Diagnostic:
        """What to say when the text that is made now is not the one that was signed: which sources changed since."""
        entry, content = signed.entry, self.planner.content
        message = (
            f"de tekst van `{document}`, editie {signed.edition.id}, zoals hij nu gemaakt wordt, is niet de tekst die "
            f"in pakket {entry.number} van `{entry.pack}` is verzonden en getekend; een addendum daarop zou een andere "
            "tekst wijzigen"
        )
        changed = _changed_since(base, signed, made)
        named = ", ".join(f"`{path}`" for path in changed[:_MOST]) + (" en andere" if len(changed) > _MOST else "")
        hints = [f"veranderd sinds de verzending: {named}"] if changed else []
        hints.append("maak een verandering met een begindatum, een volgende versie of een afwijking met `editions`")
        line = content.ledgers.of(entry.pack).entries.index(entry) + 1
        return error("ADD024", message, Span(ledger_file(entry.pack), line), *hints)

    def _problems(self, document: str, signed: Mapping[str, SignedText]) -> Iterator[Diagnostic]:
        """Why what was signed cannot be amended with one text."""
        for text in signed.values():
            if text.edition.status is not ClauseStatus.VASTGESTELD:
                message = f"editie `{text.edition.id}` is een concept: een addendum wijzigt haar niet"
                yield error("ADD021", message, Span(ledger_file(text.entry.pack)))
        texts: dict[tuple[str, str, str], list[str]] = {}
        for name, text in signed.items():
            key = text.edition.id, text.document.kind, text.document.body_sha256
            texts.setdefault(key, []).append(name)
        if len(texts) > 1:
            told = "; ".join(f"{_named(names)} tekenden editie {key[0]}" for key, names in sorted(texts.items()))
            message = (
                f"niet alle partijen tekenden dezelfde tekst van `{document}`, zodat een addendum niet past: {told}"
            )
            hint = "laat eerst iedereen dezelfde tekst tekenen"
            yield error("ADD023", message, Span(ledger_file(next(iter(signed.values())).entry.pack)), hint)


def _changed_since(planner: Planner, signed: SignedText, made: Body) -> list[str]:
    """The sources of a signed document that are not what they were, now that it would be `made` like this.

    None when the archive does not tell.
    """
    content, region = planner.content, planner.region_content
    try:
        manifest = content.ledgers.manifest(signed.entry)
    except ArchiveError:
        return []
    row = manifest.document(signed.document.kind)
    if row is None:
        return []
    prepared, provider = planner.ready(None), region.providers.get(signed.entry.pack.rpartition("/")[2])
    whole = with_signature_pages(prepared, made, provider or RegionParties())
    data = document_row(content, region, prepared, whole.document, whole, provider).data if whole.document else ()
    now = {file.path: file.digest for file in content.files.values()} | dict(content.digests)
    now |= {one.file: one.sha256 for one in data}
    was = [(clause.file, clause.sha256) for clause in row.clauses] + [(one.file, one.sha256) for one in row.data]
    return [path for path, digest in dict(was).items() if now.get(path) != digest]


def _named(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(f"`{name}`" for name in names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
