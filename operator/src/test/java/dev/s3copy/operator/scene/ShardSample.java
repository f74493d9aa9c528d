// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.scene;

import dev.s3copy.api.ByteCounts;
import dev.s3copy.api.CededRange;
import dev.s3copy.api.CheckLine;
import dev.s3copy.api.FailedObject;
import dev.s3copy.api.Limitation;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A shard's status, said in few words.
public final class ShardSample {
  private ShardState state = ShardState.PENDING;
  private String holder;
  private long epoch;
  private Instant renewedAt;
  private final List<CededRange> ceded = new ArrayList<>();
  private int cedeAnswered;
  private ObjectCounts objects;
  private long bytes;
  private long remaining = -1;
  private final List<FailedObject> samples = new ArrayList<>();
  private final List<Limitation> limitations = new ArrayList<>();
  private final List<CheckLine> checks = new ArrayList<>();
  private ShardError error;

  public static ShardSample pending() {
    return new ShardSample();
  }

  public static ShardSample running(String holder) {
    ShardSample sample = new ShardSample();
    sample.state = ShardState.RUNNING;
    sample.holder = holder;
    sample.epoch = 1;
    sample.renewedAt = Instant.parse("2026-01-01T00:09:58Z");
    return sample;
  }

  public static ShardSample done(long copied) {
    ShardSample sample = new ShardSample();
    sample.state = ShardState.DONE;
    sample.epoch = 1;
    sample.remaining = 0;
    return sample.counts(copied, 0);
  }

  public ShardSample counts(long copied, long failed) {
    objects = new ObjectCounts(copied + failed, copied, 0, 0, 0, failed);
    bytes = copied * 100;
    for (long i = 0; i < Math.min(failed, 10); i++) {
      samples.add(new FailedObject("key-" + i, "GetObject", "AccessDenied", "may not be read"));
    }
    return this;
  }

  public ShardSample renewed(String at) {
    renewedAt = Instant.parse(at);
    return this;
  }

  public ShardSample epoch(long claims) {
    epoch = claims;
    return this;
  }

  public ShardSample remaining(long keys) {
    remaining = keys;
    return this;
  }

  public ShardSample ceding(CededRange... ranges) {
    ceded.addAll(List.of(ranges));
    return this;
  }

  public ShardSample answered(int requests) {
    cedeAnswered = requests;
    return this;
  }

  public ShardSample sample(String key, String message) {
    samples.add(new FailedObject(key, "GetObject", "AccessDenied", message));
    return this;
  }

  public ShardSample checked(CheckLine.Status status, String subject, String finding) {
    checks.add(new CheckLine(status, "source", subject, finding));
    return this;
  }

  public ShardSample limited(String side, String capability) {
    return limited(side, capability, "s3://b/: its server cannot");
  }

  public ShardSample limited(String side, String capability, String effect) {
    limitations.add(new Limitation(side, capability, effect));
    return this;
  }

  public ShardSample error(String code, boolean permanent) {
    return error(code, permanent, code + " was answered");
  }

  public ShardSample error(String code, boolean permanent, String message) {
    error = new ShardError(code, message, permanent, Instant.parse("2026-01-01T00:09:00Z"));
    return this;
  }

  public S3CopyShardStatus status() {
    return new S3CopyShardStatus(
        state,
        holder,
        epoch,
        renewedAt,
        null,
        ceded,
        cedeAnswered,
        null,
        objects,
        objects == null ? null : new ByteCounts(bytes, bytes),
        remaining,
        0,
        0,
        samples,
        limitations,
        checks,
        error);
  }
}
