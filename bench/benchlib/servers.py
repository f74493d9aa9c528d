# SPDX-License-Identifier: Apache-2.0
"""The servers that are measured against."""

import atexit
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from .programs import BUILT, MINIO, ROOT, java, say, tool

STORE_PASSWORD = "synthetic"


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

    def __init__(self, work, tls=False, **flags):
        classes = BUILT / "classes"
        sources = (ROOT / "bench" / "src" / "main").rglob("*.java")
        newest = max(path.stat().st_mtime for path in sources)
        main = classes / "dev" / "s3copy" / "bench" / "SyntheticS3.class"
        if not main.exists() or main.stat().st_mtime < newest:
            say("building bench")
            maven = [str(ROOT / "mvnw"), "-q", "-Dquick", "-pl", "bench", "compile"]
            subprocess.run(maven, cwd=ROOT, check=True)
            main.touch()
        self.ca = None
        if tls:
            self.ca, flags["keystore"] = certificate(Path(work))
        options = [f"--{name.replace('_', '-')}={value}" for name, value in flags.items()]
        super().__init__(
            [java(), "-XX:+UseSerialGC", "-Xmx2g", "-cp", str(classes),
             "dev.s3copy.bench.SyntheticS3", *options],
            Path(work) / "synthetic.log",
        )
        self.port = int(self.await_line(r"listening on (\d+)"))
        self.url = f"http://127.0.0.1:{self.port}"
        if tls:
            self.tls_url = "https://127.0.0.1:" + self.await_line(r"TLS on (\d+)")
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


def certificate(work):
    """(PEM of its authority, key store) of a server at 127.0.0.1. It vouches for itself."""
    store, pem = work / "synthetic.p12", work / "synthetic-ca.pem"
    keytool = str(Path(java()).with_name("keytool"))
    there = ["-alias", "synthetic", "-keystore", str(store), "-storepass", STORE_PASSWORD]
    for words in (["-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30",
                   "-dname", "CN=SyntheticS3", "-ext", "san=ip:127.0.0.1,dns:localhost",
                   "-ext", "bc:c=ca:true", *there],
                  ["-exportcert", "-rfc", "-file", str(pem), *there]):
        subprocess.run([keytool, *words], check=True, capture_output=True)
    return pem, store


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
