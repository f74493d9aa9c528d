# SPDX-License-Identifier: Apache-2.0
"""The S3 client of the AWS CRT for Python, without boto3 around it: OPERATION URL BUCKET FOLDER SIZE.

It has no LIST: of generated buckets the keys are known (`benchlib.content`)."""

import os
import sys
from pathlib import Path
from threading import Semaphore
from urllib.parse import urlsplit

from awscrt.auth import AwsCredentialsProvider
from awscrt.http import HttpHeaders, HttpRequest
from awscrt.io import ClientBootstrap, ClientTlsContext, DefaultHostResolver, EventLoopGroup, TlsContextOptions
from awscrt.s3 import S3Client, S3RequestTlsMode, S3RequestType, create_default_s3_signing_config

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchlib.content import Generated  # noqa: E402

IN_FLIGHT = 256
operation, url, bucket, folder, _ = sys.argv[1:]
host = urlsplit(url).netloc
loops = EventLoopGroup(os.cpu_count())
bootstrap = ClientBootstrap(loops, DefaultHostResolver(loops))
signing = create_default_s3_signing_config(
    region="us-east-1", credential_provider=AwsCredentialsProvider.new_static("a", "b"))
tls, mode = None, S3RequestTlsMode.DISABLED
if url.startswith("https"):
    options = TlsContextOptions()
    options.override_default_trust_store_from_path(None, os.environ["AWS_CA_BUNDLE"])
    tls, mode = ClientTlsContext(options).new_connection_options(), S3RequestTlsMode.ENABLED
client = S3Client(bootstrap=bootstrap, region="us-east-1", signing_config=signing, tls_mode=mode,
                  tls_connection_options=tls, throughput_target_gbps=100)
free = Semaphore(IN_FLIGHT)
errors = []


def done(error=None, **_):
    if error:
        errors.append(error)
    free.release()


def start(kind, method, path, headers, **more):
    free.acquire()
    request = HttpRequest(method, path, HttpHeaders([("Host", host), *headers]))
    # Kept until it ends: letting go of it cancels it.
    return client.make_request(type=kind, request=request, on_done=done, **more)


requests = []
source = Generated(bucket)
for n in range(source.count):
    key = source.key(n)
    path = os.path.join(folder, key)
    if operation == "restore":
        if n % 100 == 0:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        requests.append(start(S3RequestType.GET_OBJECT, "GET", f"/{bucket}/{key}", [],
                              recv_filepath=path))
    else:
        length = [("Content-Length", str(source.size(n)))]
        requests.append(start(S3RequestType.PUT_OBJECT, "PUT", f"/sink/x/{key}", length,
                              send_filepath=path))
    if len(requests) > 2 * IN_FLIGHT:
        requests = [r for r in requests if not r.finished_future.done()]
for _ in range(IN_FLIGHT):
    free.acquire()
if errors:
    sys.exit(f"{len(errors)} failed, e.g. {errors[0]}")
