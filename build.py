"""The one command: sets up what the program needs when that is missing, then runs it.

    python3 build.py [verb] [options]     build (or another verb, see --help)
    python3 build.py test [arguments]     run the tests

This file is read by whatever Python a machine has, also one that is too old for the
program, so it stays within Python 3.6 and imports only what every Python has; what only
setting up needs is imported there, for that takes as long as a tenth of a command.
"""

import contextlib
import hashlib
import importlib.util
import os
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / ".venv"
MARKER = ENVIRONMENT / "requirements.sha256"

# What the program and the tests import, as modules; a test holds this against pyproject.toml.
PROGRAM = (
    "_ruamel_yaml",
    "docx",
    "docxtpl",
    "jsonschema",
    "lxml",
    "markdown_it",
    "mdit_py_plugins",
    "msgspec",
    "openpyxl",
    "pikepdf",
    "pyhanko",
    "pypdfium2",
    "rapidfuzz",
    "rich",
    "ruamel.yaml",
    "typer",
    "typst",
)
TESTS = ("distributed", "hypothesis", "opendataloader_pdf", "pypdf", "pytest", "xdist")


class SetupError(Exception):
    """The environment cannot be made; the message is for the user."""


def main(arguments):
    """Run the program, or its tests, here or in an environment made for it."""
    if sys.version_info < OLDEST:
        return refuse_old_python()
    testing = arguments[:1] == ["test"]
    needed = PROGRAM + (TESTS if testing else ())
    if not importable(needed):
        try:
            python = environment(needed)
        except SetupError as error:
            print(f"fout: {error}", file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            print("Afgebroken; `.venv` wordt de volgende keer gemaakt.", file=sys.stderr)
            return 130
        return continue_in(python, arguments)
    sys.path.insert(0, str(ROOT / "src"))
    try:
        return run_tests(arguments[1:]) if testing else run_program(arguments)
    except KeyboardInterrupt:  # while the program is being loaded: from then on it sees to this itself
        print("Afgebroken; er is niets veranderd.", file=sys.stderr)
        return 130


def refuse_old_python():
    """Say which Python is needed."""
    oldest, this = (".".join(str(part) for part in version[:2]) for version in (OLDEST, sys.version_info))
    print(f"fout: Akkoord heeft Python {oldest} of nieuwer nodig; dit is Python {this}.", file=sys.stderr)
    print("  tip: installeer een nieuwere Python en start daarmee: python3.12 build.py", file=sys.stderr)
    return 2


def run_program(arguments):
    """The program itself, in this process; from a folder that is in no project, on the project of this file."""
    from akkoord.cli import main as command

    names_project = any(a == "--project" or a.startswith("--project=") for a in arguments)
    return command(arguments if names_project or in_project(Path.cwd()) else [f"--project={ROOT}", *arguments])


def in_project(folder):
    """Whether a folder, or one above it, holds clauses and contracts."""
    return any((place / "clauses").is_dir() and (place / "contracts").is_dir() for place in (folder, *folder.parents))


def run_tests(arguments):
    """The tests: all of them over all cores, each file in one process; as asked when arguments say which."""
    import pytest

    os.chdir(ROOT)
    return int(pytest.main(arguments or ["-n", "auto", "--dist", "loadfile"]))


def importable(modules):
    """Whether every module can be found; none of them is imported, for that takes long."""
    try:
        return all(importlib.util.find_spec(module) is not None for module in modules)
    except ImportError:
        return False


def environment(modules):
    """The Python of `.venv`, which is made, or made anew when it is not whole."""
    with alone():
        if not whole(modules):
            make()
    return interpreter()


def interpreter():
    """The Python of `.venv`."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def whole(modules):
    """Whether `.venv` holds what `requirements.lock` says.

    Our marker is written last, so that an interrupted set-up has none. An environment that
    somebody made by hand has none either: that one is used when everything is in it.
    """
    import subprocess

    if not interpreter().exists():
        return False
    if MARKER.exists() and MARKER.read_text(encoding="ascii") != lock_digest():
        return False
    code = "import sys; sys.path.insert(0, sys.argv[1]); import build; sys.exit(not build.importable(sys.argv[2:]))"
    try:
        # Our own interpreter and our own code.
        return subprocess.call([str(interpreter()), "-B", "-c", code, str(ROOT), *modules]) == 0  # noqa: S603
    except OSError:
        return False


def lock_digest():
    """SHA-256 of `requirements.lock`."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def make():
    """Make `.venv` in place; what was there comes back when that fails.

    It is not made elsewhere and moved here: an environment holds its own path in its
    scripts. What makes this whole or nothing is the marker.
    """
    import shutil

    if not importable(("venv", "ensurepip")):
        raise SetupError(
            "deze Python kan geen eigen omgeving maken: de module `venv` of `ensurepip` ontbreekt.\n"
            "  tip: op Debian en Ubuntu: sudo apt install python3-venv"
        )
    print("Eenmalig: `.venv` wordt gemaakt met de pakketten uit requirements.lock.", file=sys.stderr, flush=True)
    former = ENVIRONMENT.with_name(".venv.old")
    shutil.rmtree(former, ignore_errors=True)
    try:
        if ENVIRONMENT.exists():
            ENVIRONMENT.rename(former)
        fill()
    except (SetupError, OSError, KeyboardInterrupt) as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        if former.exists():
            former.rename(ENVIRONMENT)
        if isinstance(error, OSError):
            raise SetupError(f"`.venv` kan niet worden gemaakt: {error}") from error
        raise
    shutil.rmtree(former, ignore_errors=True)


def fill():
    """Make the empty environment, install what the lock names, write the marker."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", str(ENVIRONMENT)], "`.venv` kan niet worden gemaakt")
    pip = [str(interpreter()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run([*pip, "install", "--quiet", "--require-hashes", "--requirement", str(LOCK)], "de pakketten ontbreken nog")
    unfinished = MARKER.with_suffix(".new")
    unfinished.write_text(lock_digest(), encoding="ascii")
    unfinished.replace(MARKER)


def run(command, failure):
    """Run a command; when it fails say so, with the last words of the command itself."""
    import subprocess

    # The commands are those of `fill`, nothing comes from outside.
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    if done.returncode == 0:
        return
    said = done.stdout.decode("utf-8", "replace").strip()
    last = "\n".join("  | " + line for line in said.splitlines()[-8:])
    raise SetupError(f"{failure} (uitkomst {done.returncode}).\n{last}\n  tip: {hint_for(said)}")


def hint_for(said):
    """What would mend a failed set-up, judged by what the command said."""
    if "DO NOT MATCH THE HASHES" in said:
        return "een pakket is anders dan requirements.lock vastlegt; gebruik een andere pakketbron"
    if "ensurepip" in said:
        return "op Debian en Ubuntu: sudo apt install python3-venv"
    if "No space left" in said:
        return "maak ruimte vrij op de schijf"
    return "is er een netwerk, en noemen de instellingen van pip een bereikbare pakketbron? Start daarna opnieuw."


@contextlib.contextmanager
def alone():
    """One set-up at a time for this folder: a second one waits here.

    The operating system gives the lock back when the program ends, however it ends.
    """
    import tempfile

    name = hashlib.sha256(os.fsencode(str(ROOT))).hexdigest()[:16]
    with Path(tempfile.gettempdir(), f"akkoord-{name}.lock").open("a+b") as file:
        take(file)
        yield


def take(file):
    """Wait for the lock on an open file."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        return
    import msvcrt

    file.seek(0)
    while True:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        except OSError:  # still taken after ten tries, a second apart
            continue
        return


def continue_in(python, arguments):
    """The same command in another Python, with UTF-8 whatever the console says."""
    import subprocess

    command = [str(python), "-X", "utf8", str(ROOT / "build.py"), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  our own interpreter, and no shell is wanted
    # On Windows exec gives the console back before the program is done.
    try:
        return subprocess.call(command)  # noqa: S603  the user's own arguments, to our own program
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
