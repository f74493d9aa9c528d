# SPDX-License-Identifier: Apache-2.0
"""Running s3copy."""

import atexit
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .process import Measured, end, measure


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
        self.config_maps = {}
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

    def config_map(self, name, path):
        self.config_maps[name] = path

    def command(self, name, spec, volumes, more=(), state=None):
        path = spec if isinstance(spec, Path) else self.manifest(name, spec)
        state = state or self.work / "state" / name
        command = [self.program, "run", str(path), "--output", "json", "--state", str(state)]
        for claim, folder in volumes.items():
            command += ["--volume", f"{claim}={folder}"]
        named = path.read_text(errors="replace") if path.is_file() else ""
        for secret, folder in self.secrets.items():
            if f'"{secret}"' in named:
                command += ["--secret", f"{secret}={folder}"]
        for config_map, content in self.config_maps.items():
            if f'"configMapName": "{config_map}"' in named:
                command += ["--config-map", f"{config_map}={content}"]
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
