# SPDX-License-Identifier: Apache-2.0
"""Peers that are libraries, each driven by a small program in `bench/peers`."""

from .job import BACKUP, BELOW, COPY, HEAD, LIST, RESTORE, SINK
from .peer import KEYS, SCRIPTS, Peer
from .programs import venv


class Script(Peer):
    """A client library of Python, driven by a script of ours in an environment of its own."""

    operations = ()
    requirements = ()
    script = ""
    shown = ""

    def find(self):
        self.python, self.missing = venv(self.name, list(self.requirements))
        if not self.missing:
            self.version = " ".join(self.requirements).replace("==", " ")

    def command(self, job):
        if job.operation not in self.operations:
            return None
        words = [self.python, str(SCRIPTS / self.script), job.operation, job.url, job.bucket,
                 str(job.folder), str(job.source.fixed or 0)]
        return words, dict(KEYS, **({"AWS_CA_BUNDLE": str(job.ca)} if job.ca else {}))


class Boto(Script):
    name = "boto3"
    about = "`download_fileobj` and `upload_file` with 32 threads; LIST by its paginator"
    requirements = ("boto3==1.43.11",)
    script = "boto_peer.py"
    operations = (LIST, HEAD, RESTORE, BACKUP)


class CrtPython(Script):
    name = "awscrt"
    about = "`awscrt.s3.S3Client` (what `boto3[crt]` uses) at 100 Gbit/s, 256 requests in flight, straight to files"
    requirements = ("awscrt==0.38.1",)
    script = "crt_peer.py"
    operations = (RESTORE, BACKUP)


class S3fs(Script):
    name = "s3fs"
    about = "`get` and `put`, `batch_size=256`"
    requirements = ("s3fs==2026.9.0",)
    script = "s3fs_peer.py"
    operations = (LIST, RESTORE, BACKUP)


class AwsCli(Peer):
    name = "aws cli"
    about = "`s3 cp --recursive`, `max_concurrent_requests` 32"

    def find(self):
        python, self.missing = venv("awscli", ["awscli==1.45.11"])
        if self.missing:
            return
        self.aws = [python, "-m", "awscli"]
        self.ask_version(*self.aws, "--version")

    def command(self, job):
        config = job.out.with_name("aws-config")
        config.write_text("[default]\ns3 =\n  max_concurrent_requests = 32\n  addressing_style = path\n")
        source, sink = f"s3://{job.bucket}/", f"s3://{SINK}/{BELOW}"
        words = {RESTORE: [source, str(job.folder)], BACKUP: [str(job.folder), sink],
                 COPY: [source, sink]}.get(job.operation)
        env = dict(KEYS, AWS_CONFIG_FILE=str(config))
        if job.ca:
            env["AWS_CA_BUNDLE"] = str(job.ca)
        return words and ([*self.aws, "--endpoint-url", job.url, "s3", "cp", "--recursive",
                           "--only-show-errors", *words], env)
