// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.ScriptedServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What the tests of the ways to copy an object have in common: the object `s` of version `e`,
/// which becomes `k`.
final class CopyFixture {
  static final Key SOURCE = Key.of("s");
  static final Key DESTINATION = Key.of("k");
  static final int MIB = 1 << 20;

  /// The largest object that is moved whole here, and the smallest in two parts of some bytes.
  static final int SMALL = 64 << 10;

  static final int LARGE = SMALL + 3;

  /// Bytes of which no two parts look alike.
  static final byte[] LARGE_CONTENT = pattern(LARGE);

  /// The ETag of the object.
  static final String VERSION = "0cc175b9c0f1b6a831c399e269772661";

  /// Whole seconds, as servers tell them.
  static final long MODIFIED = 1_700_000_000_000L;

  static final Attributes PLAIN = new Attributes(new TreeMap<>(Map.of("content-type", "a/b")));

  private CopyFixture() {}

  static Entry entry(long size) {
    return Entry.object(SOURCE, size, VERSION, MODIFIED);
  }

  static ObjectHead head(long size, String etag) {
    return new ObjectHead(etag, size, MODIFIED, "", "", 0, false, PLAIN);
  }

  static ObjectHead tagged(long size) {
    return tagged(size, VERSION);
  }

  static ObjectHead tagged(long size, String etag) {
    return new ObjectHead(etag, size, MODIFIED, "", "", 1, false, PLAIN);
  }

  /// Never sleeps, and takes no store for away.
  static Retrier retrier(int retries) {
    return new Retrier(
        rules(retries), new Outage(() -> 0, Duration.ofSeconds(1), () -> true), () -> false);
  }

  /// Without any delays.
  static RetryRules rules(int retries) {
    return new RetryRules(retries, () -> 0);
  }

  static StoreException failed(FailureKind kind) {
    return failed(kind, "Code");
  }

  static StoreException failed(FailureKind kind, String code) {
    return new StoreException(Failure.of(kind, "Operation", code, "message"));
  }

  /// Sends what the step asks, and goes on with the answer.
  static Step answered(Step step, String request) {
    assertThat(step).isInstanceOf(Step.Ask.class);
    Step.Ask<?> ask = (Step.Ask<?>) step;
    assertThat(ScriptedServer.line(ask.call())).isEqualTo(request);
    return send(ask);
  }

  private static <T> Step send(Step.Ask<T> ask) {
    return ask.next().apply(ask.call().send());
  }

  /// Goes on with a buffer of so many bytes.
  static Step leased(Step step, int bytes, Attempt attempt) {
    assertLeases(step, bytes);
    ByteBuffer buffer = attempt.tryLease(bytes);
    if (buffer == null) throw new AssertionError("no buffer of " + bytes + " bytes is left");
    return ((Step.Lease) step).next().apply(buffer);
  }

  static void assertLeases(Step step, int bytes) {
    assertThat(step).isInstanceOf(Step.Lease.class);
    assertThat(((Step.Lease) step).bytes()).isEqualTo(bytes);
  }

  static Outcome run(Step step, Retries retries) throws InterruptedException {
    assertThat(step).isInstanceOf(Step.Blocking.class);
    return ((Step.Blocking) step).work().run(retries);
  }

  static Outcome run(Step step) throws InterruptedException {
    return run(step, new Retries());
  }

  static void assertCopied(Step step, long bytes) {
    assertThat(step)
        .isInstanceOfSatisfying(Step.Done.class, done -> assertCopied(done.outcome(), bytes));
  }

  static void assertCopied(Outcome outcome, long bytes) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Copied.class, copied -> assertThat(copied.bytes()).isEqualTo(bytes));
  }

  static void assertFails(FailureKind kind, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure().kind()).isEqualTo(kind));
  }

  static void assertAllBack(Buffers buffers) {
    Buffers.Loan all = buffers.tryLease(Math.toIntExact(buffers.capacity()));
    requireNonNull(all, "not all buffers were given back").close();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) bytes[i] = (byte) (i ^ (i >> 8) ^ (i >> 16));
    return bytes;
  }
}
