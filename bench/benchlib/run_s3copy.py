# SPDX-License-Identifier: Apache-2.0
"""s3copy itself, asked like any peer."""

import os

from .job import BELOW, SINK
from .peer import Peer
from .product import Product, s3, volume


class S3copy(Peer):
    name = "s3copy"
    about = "as it comes: `s3copy run` with a manifest that names both ends"

    def __init__(self, program, work, server):
        self.product = Product(program, work, [server])
        self.product.config_map("ca", server.ca)
        self.version = self.product.version
        self.runs = 0

    def command(self, job, spec=None, options="", more=()):
        """`spec` is added to the manifest, `options` to those of the JVM."""
        self.runs += 1
        name = f"{job.name}-{self.runs}"
        wanted, volumes = self.manifest(job)
        # Its state goes where a peer's temporary files go: the work folder, unless on a disk.
        state = job.folder.with_name(f"state-{job.folder.name}") / name
        argv = self.product.command(name, {**wanted, **(spec or {})}, volumes, [*more], state)
        env = {"AWS_EC2_METADATA_DISABLED": "true"}
        if options:
            env["S3COPY_JAVA_OPTS"] = f"{os.environ.get('S3COPY_JAVA_OPTS', '')} {options}".strip()
        return argv, env

    def manifest(self, job):
        more = {"endpoint": job.url}
        if job.tls:
            more["caBundle"] = {"configMapName": "ca"}
        bucket, sink = s3(job.server, job.bucket, **more), s3(job.server, SINK, BELOW, **more)
        folder = volume("folder")
        volumes = {"folder": job.folder}
        match job.operation:
            case "list" | "start":
                return {"source": bucket, "destination": folder, "dryRun": True}, volumes
            case "head":
                return {"source": bucket, "destination": folder, "mode": "Inventory"}, volumes
            case "restore":
                return {"source": bucket, "destination": folder}, volumes
            case "backup":
                return {"source": folder, "destination": sink}, volumes
            case "copy":
                return {"source": bucket, "destination": sink, "transfer": "ServerSide"}, {}
            case "stream":
                return {"source": bucket, "destination": sink, "transfer": "Stream"}, {}
        raise ValueError(job.operation)
