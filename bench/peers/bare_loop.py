# SPDX-License-Identifier: Apache-2.0
"""The least that a restore can cost here: one process per processor, one connection each, from the
socket into a file by way of a small buffer. It signs nothing, checks nothing and knows no errors.

    bare_loop.py URL BUCKET FOLDER KEYS-FILE"""

import os
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

BUFFER = 64 << 10  # fits every second-level cache


def main():
    _, url, bucket, folder, keys = sys.argv
    work = Path(keys).read_text().splitlines()
    workers = os.cpu_count()
    children = [pid for n in range(workers) if (pid := start(url, bucket, folder, work[n::workers]))]
    sys.exit(any(os.waitpid(pid, 0)[1] for pid in children))


def start(url, bucket, folder, keys):
    pid = os.fork()
    if pid == 0:
        copy(url, bucket, folder, keys)
        os._exit(0)
    return pid


def copy(url, bucket, folder, keys):
    at = urlsplit(url)
    server = socket.create_connection((at.hostname, at.port))
    buffer = memoryview(bytearray(BUFFER))
    for key in keys:
        server.sendall(f"GET /{bucket}/{key} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
        path = f"{folder}/{key}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        one(server, buffer, path)


def one(server, buffer, path):
    got = server.recv_into(buffer)
    head, _, _ = bytes(buffer[:got]).partition(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n")
                  if line.lower().startswith(b"content-length:"))
    body = len(head) + 4
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(file, buffer[body:got])
    left = length - (got - body)
    while left > 0:
        got = server.recv_into(buffer, min(left, BUFFER))
        if got == 0:
            raise ConnectionError(f"{left} bytes of {path} are missing")
        os.write(file, buffer[:got])
        left -= got
    os.close(file)


if __name__ == "__main__":
    main()
