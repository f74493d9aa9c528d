# SPDX-License-Identifier: Apache-2.0
"""Manifests with one mistake each, and the list of rules that they must cover."""

import copy
from pathlib import Path

import yaml

NUL = "\0"


def rules(root):
    """Messages of every CEL rule that the spec alone can break, read from the committed CRD."""
    crd = yaml.safe_load((Path(root) / "crds" / "s3copies.s3copy.dev.yaml").read_text())
    schema = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    messages = set()

    def walk(node):
        for rule in node.get("x-kubernetes-validations", []):
            if "oldSelf" not in rule["rule"]:
                messages.add(rule["message"])
        for child in node.get("properties", {}).values():
            walk(child)
        for name in ("items", "additionalProperties"):
            if isinstance(node.get(name), dict):
                walk(node[name])

    walk(schema["properties"]["spec"])
    return messages


def cases(s3_source, s3_target, volume_target):
    """Name → spec with that mistake."""
    base = {"source": s3_source, "destination": volume_target}
    made = {}

    def case(name, change, start=None):
        spec = copy.deepcopy(start or base)
        change(spec)
        made[name] = spec

    def source(**fields):
        return lambda spec: spec["source"]["s3"].update(fields)

    def path(text):
        return lambda spec: spec["destination"]["volume"].update(path=text)

    def select(**fields):
        return lambda spec: spec.update(select=fields)

    both_s3 = {"source": s3_source, "destination": s3_target}
    same = {"source": s3_source, "destination": s3_source}

    case("no source", lambda spec: spec.pop("source"))
    case("no destination", lambda spec: spec.pop("destination"))
    case("unknown field", lambda spec: spec.update(sauce=1))
    case("wrong type", lambda spec: spec.update(dryRun="maybe"))
    case("unknown mode", lambda spec: spec.update(mode="Move"))
    case("unknown overwrite", lambda spec: spec.update(overwrite="Sometimes"))
    case("s3 and volume at once", lambda spec: spec["source"].update(volume_target))
    case("neither s3 nor volume", lambda spec: spec.update(source={}))
    case("volume to volume", lambda spec: spec.update(source=volume_target))
    case("overlap: same prefix", lambda spec: None, same)
    case("overlap: destination inside source",
         lambda spec: spec["destination"]["s3"].update(prefix=s3_source["s3"]["prefix"] + "sub/"),
         same)
    case("overlap: source inside destination",
         lambda spec: spec["destination"]["s3"].update(prefix=""), same)
    case("inventory below its source", lambda spec: spec.update(mode="Inventory"), same)
    case("inventory of a volume",
         lambda spec: spec.update(mode="Inventory", source=volume_target, destination=s3_target))
    case("inventory with a transfer",
         lambda spec: spec.update(mode="Inventory", transfer="Stream"))
    case("report below an s3 source",
         lambda spec: spec.update(report={"s3": dict(s3_source["s3"])}))
    case("report below a volume source",
         lambda spec: spec.update(source=volume_target, destination=s3_target,
                                  report=volume_target))
    case("server-side copy to a volume", lambda spec: spec.update(transfer="ServerSide"))
    case("server-side copy between endpoints",
         lambda spec: spec.update(transfer="ServerSide") or spec["destination"]["s3"].update(
             endpoint="http://127.0.0.2:1"), both_s3)
    case("endpoint with password", source(endpoint="http://user:word@127.0.0.1:1"))
    case("endpoint without scheme", source(endpoint="127.0.0.1:9000"))
    case("endpoint with path", source(endpoint="http://127.0.0.1:9000/minio"))
    case("endpoint with bad port", source(endpoint="http://localhost:port"))
    case("bucket is a URL", source(bucket="s3://bucket"))
    case("bucket with upper case", source(bucket="MyBucket"))
    case("bucket with two dots", source(bucket="my..bucket"))
    case("bucket is an address", source(bucket="192.168.1.1"))
    case("bucket too short", source(bucket="ab"))
    case("two kinds of credentials",
         source(credentials={"secretName": "a", "anonymous": True}))
    case("no kind of credentials", source(credentials={}))
    case("anonymous false", source(credentials={"anonymous": False}))
    case("secret name with underscore", source(credentials={"secretName": "my_secret"}))
    case("prefix too long", source(prefix="ü" * 513))
    case("prefix with NUL", source(prefix=f"a{NUL}b"))
    case("region with a space", source(region="eu west"))
    case("path begins with /", path("/etc"))
    case("path leaves the volume", path("a/../../etc"))
    case("path with empty segment", path("a//b"))
    case("path with NUL", path(f"a{NUL}b"))
    case("claim name with upper case",
         lambda spec: spec["destination"]["volume"].update(claimName="Data"))
    case("bytes per second too low", lambda spec: spec.update(limits={"bytesPerSecond": 10}))
    case("requests per second zero", lambda spec: spec.update(limits={"requestsPerSecond": 0}))
    case("workers zero", lambda spec: spec.update(workers={"max": 0}))
    case("retries below zero", lambda spec: spec.update(failurePolicy={"objectRetries": -1}))
    case("sizes exchanged", select(minSize="1Gi", maxSize=5))
    case("size without number", select(minSize="big"))
    case("times exchanged",
         select(modifiedAfter="2026-02-01T00:00:00Z", modifiedBefore="2026-01-01T00:00:00Z"))
    case("no time", select(modifiedAfter="yesterday"))
    case("include begins with /", select(include=["/a/*"]))
    case("include with an open bracket", select(include=["a[b"]))
    case("exclude begins with /", select(exclude=["/a/*"]))
    case("exclude with an open brace", select(exclude=["a{b"]))
    case("empty key range", select(keyRange={}))
    case("key range exchanged", select(keyRange={"after": "b", "until": "a"}))
    case("ttl below zero", lambda spec: spec.update(ttlSecondsAfterFinished=-1))
    return made
