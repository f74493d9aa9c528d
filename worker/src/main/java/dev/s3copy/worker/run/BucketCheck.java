// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.CheckLine.Status;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Call;
import dev.s3copy.worker.s3.TagPolicy;
import dev.s3copy.worker.s3.UploadBody;
import dev.s3copy.worker.s3.WriteCondition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks one bucket, which may be listed, what else it allows and can do.
final class BucketCheck {
  /// S3 refuses requests that are 15 minutes off; from here on a clock is worth a word.
  private static final Duration SMALL_SKEW = Duration.ofMinutes(1);

  private static final String TAGS = "s3copy=probe";

  private final S3Bucket bucket;
  private final String side;
  private final Clock clock;
  private final List<CheckLine> lines;

  /// @param lines what is found is added here
  BucketCheck(Side.Bucket bucket, String side, Clock clock, List<CheckLine> lines) {
    this.bucket = bucket.bucket();
    this.side = side;
    this.clock = clock;
    this.lines = lines;
  }

  void run(boolean write) {
    checkClock();
    checkReading();
    if (write) checkWriting();
    bucket
        .dialect()
        .missing()
        .forEach(
            (missing, proof) ->
                add(
                    Status.NOTE,
                    missing.word(),
                    "the server " + describe(missing) + " (" + proof + ")"));
  }

  private static String describe(Capability missing) {
    return missing.effect().isEmpty()
        ? "does not know it; s3copy does without, and the result is the same"
        : missing.effect();
  }

  private void checkClock() {
    Instant server = answer("clock", bucket.serverTime());
    if (server == null || server.equals(Instant.EPOCH)) return;
    Duration behind = Duration.between(clock.instant(), server);
    if (behind.abs().compareTo(SMALL_SKEW) < 0) {
      add(Status.OK, "clock", "agrees with the server's");
      return;
    }
    String way = behind.isNegative() ? "ahead of" : "behind";
    add(
        Status.NOTE,
        "clock",
        "this machine is %d s %s the server; set its clock: what is newer may be decided wrongly"
            .formatted(behind.abs().toSeconds(), way));
  }

  private void checkReading() {
    Page page = bucket.page(Key.EMPTY, 1);
    if (page.isEmpty()) {
      add(Status.NOTE, "read", "nothing is listed, so no object could be read");
      return;
    }
    Key first = page.key(0);
    if (answer("read", bucket.head(first)) == null) return;
    add(Status.OK, "read", "objects may be read, as '" + first + "'");
    if (bucket.tags() == TagPolicy.DROP) return;
    if (tags(bucket.tagging(first)) != null
        && !bucket.dialect().missing().containsKey(Capability.READS_TAGS)) {
      add(Status.OK, "tags", "tags may be read");
    }
  }

  /// Null where the answer says nothing about tags; then a line says so. A server without tags may
  /// answer with something else, which stands in nobody's way unless they are required.
  private @Nullable String tags(S3Call<String> call) {
    try {
      return call.send();
    } catch (StoreException e) {
      Failure failure = e.failure();
      boolean none =
          switch (failure.kind()) {
            case BAD_RESPONSE, INVALID_REQUEST -> bucket.tags() != TagPolicy.REQUIRED;
            default -> false;
          };
      String what = none ? "the server tells no tags: " : failure.code() + ": ";
      add(none ? Status.NOTE : Status.FAILED, "tags", what + failure.message());
      return null;
    }
  }

  private void checkWriting() {
    String name =
        ".s3copy-probe-" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
    Key key = bucket.prefix().append(Key.of(name));
    UploadBody body = UploadBody.of(ByteBuffer.wrap("s3copy".getBytes(StandardCharsets.US_ASCII)));
    String tags = bucket.tags() == TagPolicy.DROP ? "" : TAGS;
    String etag =
        answer("write", bucket.put(key, Attributes.NONE, tags, body, WriteCondition.ALWAYS));
    if (etag == null) return;
    add(Status.OK, "write", "objects may be written");
    if (!tags.isEmpty()) checkTags(key);
    boolean listed = Boolean.TRUE.equals(answer("list", bucket.isListed(key)));
    if (!listed) add(Status.NOTE, "list", "an object is not listed as soon as it is written");
    if (answer("remove", bucket.remove(key)) != null) {
      add(Status.OK, "remove", "the temporary object was removed");
    }
  }

  private void checkTags(Key written) {
    String stored = tags(bucket.storedTagging(written));
    if (stored == null || !stored.isEmpty()) return;
    bucket.dropsTags(false);
    if (bucket.tags() != TagPolicy.REQUIRED) return;
    add(Status.FAILED, "tags", "the server stores objects without their tags, which are required");
  }

  /// Null where the call failed; then a line says why.
  private <T> @Nullable T answer(String subject, S3Call<T> call) {
    try {
      return call.send();
    } catch (StoreException e) {
      add(
          subject.equals("remove") ? Status.NOTE : Status.FAILED,
          subject,
          e.failure().code() + ": " + e.failure().message());
      return null;
    }
  }

  private void add(Status status, String subject, String finding) {
    lines.add(new CheckLine(status, side, subject, finding));
  }
}
