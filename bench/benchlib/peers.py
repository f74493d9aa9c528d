# SPDX-License-Identifier: Apache-2.0
"""Every program there is to measure, by its name."""

from .library_peers import AwsCli, Boto, CrtPython, S3fs
from .native_peers import BareLoop, Rclone, S5cmd, Tar
from .programs import say
from .run_s3copy import S3copy
from .transfer_manager import TransferManager

KNOWN = (Rclone, S5cmd, Boto, CrtPython, S3fs, AwsCli, TransferManager, Tar, BareLoop)


def peers(names, program, work, server):
    """Those of `names`, each looked for; what cannot be had says why in `missing`."""
    found = {"s3copy": S3copy(program, work, server)}
    for kind in KNOWN:
        if kind.name in names:
            peer = found[kind.name] = kind()
            peer.find()
            say(f"{peer.name}: {peer.missing and f'skipped, {peer.missing}' or peer.version}")
    return found
