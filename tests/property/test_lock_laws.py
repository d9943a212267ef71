"""Law 6: an approved text never changes. Any edit of a locked text is found, and shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from akkoord.diagnostics import Severity, Span
from akkoord.library import (
    ClauseFile,
    Library,
    LockedVersion,
    check_lock,
    line_changes,
    lock_text,
    read_lock,
    text_digest,
)

TEXT = st.text(st.sampled_from("ab \n\té€"), max_size=80)
KEY = ("duur", "1.0")


def plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


@given(before=TEXT, now=TEXT)
def test_any_edit_of_a_locked_text_is_found(before: str, now: str) -> None:
    lock, _ = read_lock(lock_text({KEY: LockedVersion(text_digest(before), Span(""))}))
    files = {KEY: ClauseFile("clauses/a/duur/1.0.md", text_digest(now))}
    changes = {KEY: line_changes(plain(before), plain(now))}
    found = check_lock(lock, files, Library({}), (), changes)
    assert [d.severity for d in found] == ([] if before == now else [Severity.ERROR])
    assert bool(changes[KEY]) == (before != now)


@given(text=TEXT)
def test_line_ends_and_a_byte_order_mark_are_no_edit(text: str) -> None:
    lock = {KEY: LockedVersion(text_digest(text), Span(""))}
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert check_lock(lock, {KEY: ClauseFile("x", text_digest(windows))}, Library({}), (), {}) == ()


@given(
    st.dictionaries(
        st.tuples(
            st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True),
            st.from_regex(r"[1-9]?[0-9]\.[1-9]?[0-9]", fullmatch=True).filter(
                lambda v: not v.startswith("0") or v[1] == "."
            ),
        ),
        st.binary(max_size=3),
    )
)
def test_a_lock_survives_its_file_and_its_bytes_do_not_hang_on_order(names: dict[tuple[str, str], bytes]) -> None:
    lock = {key: LockedVersion(text_digest(data.hex()), Span("")) for key, data in names.items()}
    read, findings = read_lock(lock_text(lock))
    assert findings == ()
    assert {k: v.digest for k, v in read.items()} == {k: v.digest for k, v in lock.items()}
    assert lock_text(dict(reversed(lock.items()))) == lock_text(lock)
