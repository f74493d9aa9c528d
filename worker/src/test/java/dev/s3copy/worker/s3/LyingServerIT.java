// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate.Signal;
import dev.s3copy.testkit.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Answers that cannot be true.
class LyingServerIT extends FaultFixture {
  @Test
  void aSuccessThatCarriesAnErrorIsAFailure() {
    Fault slow = new Fault.ErrorInOk("SlowDown", "later");
    Fault broken = new Fault.ErrorInOk("InternalError", "again");
    Fault empty = new Fault.EmptyOk();
    ThrowingCallable copy =
        () -> bucket.copy(bucket, KEY, etag, Key.of("copy"), WriteCondition.ALWAYS);
    ThrowingCallable part =
        () -> bucket.copyPart(bucket, KEY, etag, Key.of("copy"), "id", 1, 0, 10);
    ThrowingCallable complete =
        () ->
            bucket.complete(KEY, "id", List.of(new PartResult(1, "e", "")), WriteCondition.ALWAYS);
    for (ThrowingCallable call : List.of(copy, part, complete)) {
      assertFails(slow, FailureKind.THROTTLED, call);
      assertFails(broken, FailureKind.SERVER_ERROR, call);
      assertFails(empty, FailureKind.BAD_RESPONSE, call);
    }
    assertThat(gate.exits(Signal.THROTTLED)).isEqualTo(3);
    assertFails(empty, FailureKind.BAD_RESPONSE, () -> put(WriteCondition.ALWAYS));
    assertFails(empty, FailureKind.BAD_RESPONSE, this::read);
    assertFails(empty, FailureKind.BAD_RESPONSE, this::readStraight);
    assertFails(empty, FailureKind.BAD_RESPONSE, () -> bucket.page(Key.EMPTY, 10));
  }

  @Test
  void aTurnedBitIsNoticed() {
    for (ThrowingCallable call : List.<ThrowingCallable>of(this::read, this::readStraight)) {
      assertFails(new Fault.FlipBit(77), FailureKind.CHECKSUM_MISMATCH, call);
      assertFails(new Fault.FlipBit(SIZE - 1), FailureKind.CHECKSUM_MISMATCH, call);
    }
  }

  @Test
  void aServerThatIgnoresRangeOrIfMatchIsFoundOut() {
    assertFails(new Fault.HideHeader("range"), FailureKind.BAD_RESPONSE, this::readRange);
    assertFails(new Fault.HideHeader("range"), FailureKind.BAD_RESPONSE, this::readRangeStraight);
    server.put("b", KEY, new byte[SIZE], Map.of());
    assertFails(new Fault.HideHeader("if-match"), FailureKind.SOURCE_CHANGED, this::readRange);
    assertFails(new Fault.HideHeader("if-match"), FailureKind.SOURCE_CHANGED, this::read);
    assertFails(new Fault.HideHeader("if-match"), FailureKind.SOURCE_CHANGED, this::readStraight);
  }

  @Test
  void aSourceReplacedBeforeItsReadIsNoticed() {
    Fault replace = new Fault.Hook(request -> server.put("b", KEY, new byte[SIZE], Map.of()));
    assertFails(replace, FailureKind.SOURCE_CHANGED, this::readRange);
  }

  @Test
  void aListingThatLiesIsRefused() {
    for (String key : List.of("p/a", "p/b", "p/c")) server.put("b", key, new byte[1], Map.of());
    TestBucket below =
        new TestBucket(
            new S3Bucket(connection, bucket.location(), Key.of("p/"), BucketOptions.NONE));
    ThrowingCallable page = () -> below.page(Key.of("p/a"), 10);
    for (UnaryOperator<String> lie :
        List.<UnaryOperator<String>>of(
            text -> text.replace("p/c", "p/b"),
            text -> text.replace("p/b", "p/d"),
            text -> text.replace("p/b", "p/a"),
            text -> text.replace("p/c", "q/c"),
            text ->
                text.replaceAll("<Contents>.*</Contents>", "")
                    .replace("<IsTruncated>false", "<IsTruncated>true"))) {
      assertFails(rewriting(lie), FailureKind.LISTING_INCONSISTENT, page);
    }
    assertFails(rewriting(text -> text.substring(0, 300)), FailureKind.BAD_RESPONSE, page);
    assertThat(below.page(Key.of("p/a"), 10)).hasSize(2);
  }

  @Test
  void aRedirectIsRefused() {
    Fault redirect = new Fault.Redirect(URI.create("http://127.0.0.1:1"));
    assertFails(redirect, FailureKind.REDIRECT_REFUSED, this::read);
    assertFails(redirect, FailureKind.REDIRECT_REFUSED, () -> bucket.preflight(BucketAccess.READ));
  }

  @Test
  void anErrorDocumentWithoutEndIsRefused() {
    Fault endless = rewriting(text -> "x".repeat(2 << 20));
    assertFails(endless, FailureKind.BAD_RESPONSE, () -> bucket.tagging(Key.of("missing")));
  }

  private static Fault rewriting(UnaryOperator<String> change) {
    return new Fault.Rewrite(
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }
}
