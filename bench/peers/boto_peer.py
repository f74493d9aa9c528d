# SPDX-License-Identifier: Apache-2.0
"""boto3: OPERATION URL BUCKET FOLDER SIZE."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

THREADS = 32
LARGE = 64 << 20
operation, url, bucket, folder, size = sys.argv[1:]
large = int(size) >= LARGE
s3 = boto3.client("s3", endpoint_url=url, config=Config(
    s3={"addressing_style": "path"}, max_pool_connections=THREADS))
# Of a small object, all in the thread that asks; of a large one, parts in many.
transfer = TransferConfig(max_concurrency=THREADS, use_threads=large)


def pages():
    return s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)


def keys():
    return (entry["Key"] for page in pages() for entry in page.get("Contents", ()))


def restore(key):
    path = os.path.join(folder, key)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        s3.download_fileobj(bucket, key, file, Config=transfer)


def backup(path):
    s3.upload_file(path, "sink", "x/" + os.path.relpath(path, folder), Config=transfer)


def files():
    return (os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)


def each(work, items):
    with ThreadPoolExecutor(1 if large else THREADS) as pool:
        return sum(1 for _ in pool.map(work, items))


if operation == "list":
    for page in pages():
        print("\n".join(f"{entry['Size']} {entry['Key']}" for entry in page.get("Contents", ())))
elif operation == "head":
    for _ in range(each(lambda key: s3.head_object(Bucket=bucket, Key=key), keys())):
        print()
elif operation == "restore":
    each(restore, keys())
else:
    each(backup, files())
