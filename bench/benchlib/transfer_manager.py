# SPDX-License-Identifier: Apache-2.0
"""The Transfer Manager of the AWS SDK for Java, driven by `bench/peers/transfer-manager`."""

import subprocess

from .job import BACKUP, RESTORE
from .peer import KEYS, SCRIPTS, Peer
from .programs import BUILT, ROOT, java, say


class TransferManager(Peer):
    name = "transfer manager"
    about = "over `S3AsyncClient.crtBuilder()`, 256 requests in flight, directories as a whole"
    HOME = SCRIPTS / "transfer-manager"

    def find(self):
        self.folder = BUILT / "transfer-manager"
        sources = [*self.HOME.rglob("*.java"), self.HOME / "pom.xml"]
        stamp = self.folder / "stamp"
        if not stamp.exists() or any(s.stat().st_mtime > stamp.stat().st_mtime for s in sources):
            say("building the Transfer Manager peer")
            done = subprocess.run(
                [str(ROOT / "mvnw"), "-q", "-f", str(self.HOME / "pom.xml"),
                 f"-Dout={self.folder}", "package"], cwd=ROOT, capture_output=True, text=True)
            if done.returncode != 0:
                lines = (done.stdout + done.stderr).strip().splitlines() or ["no message"]
                self.missing = f"Maven could not build it: {lines[0][:200]}"
                return
            stamp.touch()
        jars = sorted((self.folder / "lib").glob("s3-transfer-manager-*.jar"))
        self.version = jars[0].stem if jars else "unknown"

    def command(self, job):
        if job.operation not in (RESTORE, BACKUP) or job.tls:
            return None
        path = f"{self.folder}/classes:{self.folder}/lib/*"
        return [java(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", path,
                "TransferManagerPeer", job.operation, job.url, job.bucket, str(job.folder)], dict(KEYS)
