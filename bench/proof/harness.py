# SPDX-License-Identifier: Apache-2.0
"""What the proofs and the first figures share: the servers they start, the s3copy they run, the
peers beside it, and the content that the synthetic server invents. Standard library only."""

import argparse
import atexit
import hashlib
import json
import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "bench" / "target"
RCLONE = "github.com/rclone/rclone@v1.71.2"
MINIO = "github.com/minio/minio@latest"


def say(text=""):
    print(text, flush=True)


def arguments(description, **defaults):
    """Every default becomes a flag of its type; --program and --work are always there."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--program", default=str(ROOT / "s3copy"), help="the s3copy to run")
    parser.add_argument("--work", help="folder for everything temporary")
    parser.set_defaults(work=defaults.pop("work", default_work()))
    for name, value in defaults.items():
        parser.add_argument(
            "--" + name.replace("_", "-"), default=value, type=type(value), help=" "
        )
    return parser.parse_args()


def default_work():
    shm = Path("/dev/shm")
    return str(shm if shm.is_dir() and os.access(shm, os.W_OK) else tempfile.gettempdir())


def with_clients():
    """Goes on in a Python environment of its own that has the independent clients in it."""
    venv = BUILT / "venv"
    if Path(sys.prefix) == venv:
        return
    wanted = (Path(__file__).parent / "requirements.txt").read_text()
    stamp = venv / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        say(f"installing {' '.join(wanted.split())} into {venv.relative_to(ROOT)}")
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin" / "pip"), "-q", "--disable-pip-version-check", "install"]
        subprocess.run([*pip, *wanted.split()], check=True)
        stamp.write_text(wanted)
    os.execv(venv / "bin" / "python", [str(venv / "bin" / "python"), *sys.argv])


def tool(name, module=None):
    """A program on PATH, in the venv or among those built before; else built from the Go module
    proxy where Go is present; else None."""
    in_venv = sorted((BUILT / "venv").glob(f"lib/*/site-packages/{name}/bin/{name}"))
    for place in (shutil.which(name), *in_venv, BUILT / "go" / name):
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


# ---------------------------------------------------------------- processes


@dataclass
class Measured:
    """One finished program: seconds of wall and CPU (children included), peak RSS in MiB."""

    code: int
    wall: float
    cpu: float
    rss: float
    out: str
    err: str


def measure(command, env=None, timeout=3600, out_to=None):
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as kept:
        out = open(out_to, "wb") if out_to else kept
        start = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})}, start_new_session=True,
        )
        try:
            code, usage, peak = wait(process, timeout)
        finally:
            if process.returncode is None:  # this program is being ended: take the other along
                os.killpg(process.pid, signal.SIGKILL)
        wall = time.monotonic() - start
        if out_to:
            out.close()
        kept.seek(0)
        err.seek(0)
        return Measured(
            code, wall, usage.ru_utime + usage.ru_stime, peak / 1024,
            kept.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace"),
        )


def wait(process, timeout):
    """Exit code, resource usage and peak RSS in KiB; what takes too long is ended (exit -9).

    The peak is VmHWM of the process itself: ru_maxrss would start from the size of this program."""
    deadline = time.monotonic() + timeout
    peak = 0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage, peak
        peak = peak_rss(process.pid) or peak
        if time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            deadline = float("inf")
        time.sleep(0.01)


def end(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def peak_rss(pid):
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


class Server:
    """A child process that listens on 127.0.0.1 and ends with us."""

    def __init__(self, command, log, env=None):
        self.log = Path(log)
        self.process = subprocess.Popen(
            command, stdout=open(self.log, "wb"), stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})},
        )
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def await_line(self, pattern, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            found = re.search(pattern, self.log.read_text(errors="replace"))
            if found:
                return found[1]
            time.sleep(0.05)
        sys.exit(f"a server did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Synthetic(Server):
    """The synthetic S3 server of this repository, in a process of its own."""

    def __init__(self, work, **flags):
        classes = BUILT / "classes"
        sources = (ROOT / "bench" / "src" / "main").rglob("*.java")
        newest = max(path.stat().st_mtime for path in sources)
        main = classes / "dev" / "s3copy" / "bench" / "SyntheticS3.class"
        if not main.exists() or main.stat().st_mtime < newest:
            say("building bench")
            maven = [str(ROOT / "mvnw"), "-q", "-Dquick", "-pl", "bench", "compile"]
            subprocess.run(maven, cwd=ROOT, check=True)
            main.touch()
        options = [f"--{name.replace('_', '-')}={value}" for name, value in flags.items()]
        super().__init__(
            [java(), "-XX:+UseSerialGC", "-Xmx1g", "-cp", str(classes),
             "dev.s3copy.bench.SyntheticS3", *options],
            Path(work) / "synthetic.log",
        )
        self.port = int(self.await_line(r"listening on (\d+)"))
        self.url = f"http://127.0.0.1:{self.port}"
        self.user, self.password = "synthetic", "synthetic-secret"

    def ask(self, path, **query):
        address = f"{self.url}/{path}?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(address) as answer:
            return json.load(answer)

    def stats(self, reset=False):
        return self.ask("_stats", **({"reset": 1} if reset else {}))

    def set(self, **knobs):
        return self.ask("_set", **{name.replace("_", "-"): v for name, v in knobs.items()})

    def verify(self, bucket, source, prefix=""):
        return self.ask("_verify", bucket=bucket, source=source, prefix=prefix)

    def forget(self, bucket):
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/{bucket}", method="DELETE"))


class Minio(Server):
    """A real S3 server that is not ours."""

    def __init__(self, work, name, user, password, certs=None, **env):
        program = tool("minio", MINIO)
        if not program:
            sys.exit("no minio on PATH and no Go to build it with")
        self.user, self.password = user, password
        data = Path(work) / f"minio-{name}"
        data.mkdir(parents=True)
        port, console = free_port(), free_port()
        super().__init__(
            [program, "server", "--quiet", "--address", f"127.0.0.1:{port}",
             "--console-address", f"127.0.0.1:{console}",
             *(["--certs-dir", str(certs)] if certs else []), str(data)],
            Path(work) / f"minio-{name}.log",
            env={"MINIO_ROOT_USER": user, "MINIO_ROOT_PASSWORD": password,
                 "MINIO_BROWSER": "off", "MINIO_UPDATE": "off", "HOME": str(data), **env},
        )
        self.port = port
        self.url = f"http{'s' if certs else ''}://127.0.0.1:{port}"
        trust = ssl.create_default_context(cafile=certs / "public.crt") if certs else None
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url + "/minio/health/live", context=trust).close()
                return
            except OSError:
                time.sleep(0.1)
        sys.exit(f"minio did not start:\n{self.log.read_text(errors='replace')[-2000:]}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def boto(server, region="us-east-1", verify=None):
    """The independent client. Only after with_clients()."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3", endpoint_url=server.url, aws_access_key_id=server.user,
        aws_secret_access_key=server.password, region_name=region,
        verify=verify,
        config=Config(s3={"addressing_style": "path"}, max_pool_connections=32,
                      retries={"max_attempts": 10}),
    )


# ---------------------------------------------------------------- s3copy


def s3(server, bucket, prefix="", **more):
    """The `s3` of a location. The credentials become a Secret named after the access key."""
    place = {"bucket": bucket, "prefix": prefix, "region": "us-east-1", "endpoint": server.url,
             "pathStyle": True, "credentials": {"secretName": server.user}}
    place.update(more)
    return {"s3": {name: value for name, value in place.items() if value is not None}}


def volume(claim, path=""):
    return {"volume": {"claimName": claim, **({"path": path} if path else {})}}


@dataclass
class Outcome(Measured):
    result: dict = field(default_factory=dict)

    @property
    def objects(self):
        return self.result.get("objects", {})

    def __str__(self):
        o = self.objects
        counts = " ".join(f"{name}={o.get(name)}" for name in
                          ("listed", "copied", "skipped", "excluded", "failed"))
        return (f"exit {self.code} {self.result.get('phase', 'no result')} {counts}"
                f" ({self.wall:.1f} s, {self.cpu:.1f} CPU-s, {self.rss:.0f} MiB)")


class Product:
    """Runs s3copy with manifests that it writes itself (JSON is YAML)."""

    def __init__(self, program, work, servers=()):
        self.program = program
        self.work = Path(work)
        self.secrets = {}
        for server in servers:
            self.secret(server.user, AWS_ACCESS_KEY_ID=server.user,
                        AWS_SECRET_ACCESS_KEY=server.password)
        ready = measure([program, "--version"])  # builds on first use, outside every measurement
        if ready.code != 0:
            sys.exit(f"{program} --version: exit {ready.code}\n{ready.err}")
        self.version = ready.out.strip() or ready.err.strip()

    def secret(self, name, **keys):
        folder = self.work / "secrets" / name
        folder.mkdir(parents=True, exist_ok=True)
        for key, value in keys.items():
            (folder / key).write_text(value)
        self.secrets[name] = folder

    def manifest(self, name, spec):
        path = self.work / f"{name}.yaml"
        path.write_text(json.dumps(
            {"apiVersion": "s3copy.dev/v1alpha1", "kind": "S3Copy",
             "metadata": {"name": name}, "spec": spec}, indent=1))
        return path

    def command(self, name, spec, volumes, more=()):
        path = spec if isinstance(spec, Path) else self.manifest(name, spec)
        command = [self.program, "run", str(path), "--output", "json",
                   "--state", str(self.work / "state" / name)]
        for claim, folder in volumes.items():
            command += ["--volume", f"{claim}={folder}"]
        named = path.read_text(errors="replace") if path.is_file() else ""
        for secret, folder in self.secrets.items():
            if f'"{secret}"' in named:
                command += ["--secret", f"{secret}={folder}"]
        return [*command, *more]

    def run(self, name, spec, volumes=(), more=(), env=None, timeout=3600):
        done = measure(self.command(name, spec, dict(volumes), more), env, timeout)
        return Outcome(**vars(done), result=last_json(done.out))

    def start(self, name, spec, volumes=(), more=()):
        log = open(self.work / f"{name}.err", "ab")
        process = subprocess.Popen(
            self.command(name, spec, dict(volumes), more), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=log, start_new_session=True)
        atexit.register(end, process)
        return process


def last_json(text):
    lines = text.strip().splitlines()
    try:
        return json.loads(lines[-1]) if lines else {}
    except json.JSONDecodeError:
        return {}


# ---------------------------------------------------------------- content


class Generated:
    """What GeneratedBucket.java and Pattern.java say, once more: `deep-20k-mix` and its like."""

    PERIOD = 1_048_573
    EPOCH = 1_767_225_600
    _noise = b""

    def __init__(self, name):
        layout, count, size = re.match(r"(flat|deep)-(\d+[km]?)-(\d+[km]?|mix)", name).groups()
        self.name, self.deep = name, layout == "deep"
        self.count = int(count.rstrip("km")) * {"k": 1000, "m": 1000**2}.get(count[-1], 1)
        self.fixed = None if size == "mix" else (
            int(size.rstrip("km")) * {"k": 1024, "m": 1024**2}.get(size[-1], 1))

    def key(self, n):
        return f"data/{n // 1000:04d}/{n:08d}.bin" if self.deep else f"object-{n:010d}.bin"

    def number(self, key):
        return int(re.search(r"(\d+)\.bin$", key)[1])

    def size(self, n):
        if self.fixed is not None:
            return self.fixed
        if n % 1000 == 500:
            return 24 << 20
        if n % 100 == 50:
            return (1 << 20) + n
        return 0 if n % 100 == 0 else 4096 + n % 100

    def total_bytes(self):
        return sum(map(self.size, range(self.count)))

    def modified(self, n):
        return self.EPOCH + n % 86400

    def content(self, n):
        if not Generated._noise:
            blocks = (hashlib.sha256(b"s3copy-bench-%d" % i).digest() for i in range(32768))
            Generated._noise = b"".join(blocks)[: self.PERIOD]
        start, size = n * 500_009 % self.PERIOD, self.size(n)
        whole = self._noise * (2 + size // self.PERIOD)
        return whole[start : start + size]


def files_below(folder):
    """Relative path → os.DirEntry of every file, whatever it is called."""
    found, stack = {}, [(str(folder), "")]
    while stack:
        path, relative = stack.pop()
        try:
            entries = list(os.scandir(path))
        except FileNotFoundError:  # a temporary folder of a program that still runs
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append((entry.path, f"{relative}{entry.name}/"))
            else:
                found[relative + entry.name] = entry
    return found


@dataclass
class Check:
    """Destination folder against generated source."""

    expected: int
    found: int = 0
    missing: int = 0
    wrong: int = 0
    other: int = 0
    examples: list = field(default_factory=list)

    @property
    def ok(self):
        return self.found == self.expected and not (self.missing or self.wrong or self.other)

    def __str__(self):
        text = (f"expected {self.expected}, found {self.found}, missing {self.missing},"
                f" wrong {self.wrong}, other files {self.other}")
        return text + (f" e.g. {self.examples[:3]}" if self.examples else "")


def check_folder(folder, source, content_every=1):
    """Compares size and time of every file and the content of every n-th."""
    files = files_below(folder)
    check = Check(source.count)
    for n in range(source.count):
        key = source.key(n)
        entry = files.pop(key, None)
        if entry is None:
            check.missing += 1
            continue
        check.found += 1
        stat = entry.stat(follow_symlinks=False)
        good = stat.st_size == source.size(n) and int(stat.st_mtime) == source.modified(n)
        if good and n % content_every == 0:
            good = Path(entry.path).read_bytes() == source.content(n)
        if not good:
            check.wrong += 1
            check.examples.append(key)
    check.other = len(files)
    check.examples += list(files)[:3]
    return check


def ndjson_lines(folder):
    """Every line of every inventory file below a folder."""
    import gzip

    for name, entry in sorted(files_below(folder).items()):
        opened = gzip.open if name.endswith(".gz") else open
        with opened(entry.path, "rb") as lines:
            yield from lines


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    return Path(folder)


def work_folder(parent, name):
    """A folder for one program, removed at its end whatever happens."""
    path = Path(tempfile.mkdtemp(prefix=f"s3copy-{name}-", dir=parent))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return path


class Verdicts:
    """One line each, and the exit code of the proof."""

    def __init__(self):
        self.failed = []
        self.count = 0

    def add(self, ok, name, detail):
        self.count += 1
        if not ok:
            self.failed.append(name)
        say(f"{'PASS' if ok else 'FAIL'}  {name}: {detail}")
        return ok

    def finish(self):
        verdict = f"{self.count - len(self.failed)} of {self.count} passed"
        say(verdict + (f"; failed: {', '.join(self.failed)}" if self.failed else ""))
        sys.exit(1 if self.failed or not self.count else 0)


def seeded(seed):
    say(f"seed {seed} (--seed={seed} repeats the same random choices)")
    return random.Random(seed)
