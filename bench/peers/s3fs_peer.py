# SPDX-License-Identifier: Apache-2.0
"""s3fs: OPERATION URL BUCKET FOLDER SIZE."""

import sys

import s3fs

operation, url, bucket, folder, size = sys.argv[1:]
fs = s3fs.S3FileSystem(endpoint_url=url, config_kwargs={"s3": {"addressing_style": "path"},
                                                        "max_pool_connections": 256})
if operation == "list":
    print("\n".join(fs.find(bucket)))
elif operation == "restore":
    fs.get(f"{bucket}/", folder, recursive=True, batch_size=256)
else:
    fs.put(f"{folder}/", "sink/x/", recursive=True, batch_size=256)
