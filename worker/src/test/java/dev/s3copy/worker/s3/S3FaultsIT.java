// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate.Signal;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a request when the server or the network fails it.
class S3FaultsIT {
  private static final Duration STALL = Duration.ofMillis(600);
  private static final Key KEY = Key.of("object");
  private static final int SIZE = 100_000;

  private @TempDir Path secret;
  private final byte[] body = new byte[SIZE];
  private final OpenGate gate = new OpenGate();
  private final FaultPlan plan = FaultPlan.none();
  private EmbeddedS3 server;
  private FaultFront front;
  private S3Connection connection;
  private S3Bucket bucket;
  private String etag;

  @BeforeEach
  void open() throws Exception {
    new Random(1).nextBytes(body);
    server = EmbeddedS3.start().createBucket("b");
    front = FaultFront.start(server.endpoint(), plan);
    writeSecret(server.secretKey());
    connection = connect(front.endpoint());
    bucket = bucket(connection, front.endpoint());
    etag = put(WriteCondition.ALWAYS);
  }

  @AfterEach
  void close() {
    connection.close();
    front.close();
    server.close();
    assertThat(gate.inside()).isZero();
  }

  private void writeSecret(String value) throws Exception {
    Files.writeString(secret.resolve("AWS_ACCESS_KEY_ID"), server.accessKey());
    Files.writeString(secret.resolve("AWS_SECRET_ACCESS_KEY"), value);
  }

  private S3Connection connect(URI endpoint) {
    return connect(endpoint, Clock.systemUTC());
  }

  private S3Connection connect(URI endpoint, Clock clock) {
    return S3Connection.open(
        new S3ConnectionOptions(
            endpoint, "us-east-1", CredentialsSource.fromFolder(secret), null, 1, 4, STALL, clock),
        gate);
  }

  private static S3Bucket bucket(S3Connection connection, URI endpoint) {
    S3Location location = S3Location.resolve(endpoint, "us-east-1", "b", true);
    return new S3Bucket(connection, location, Key.EMPTY);
  }

  private String put(WriteCondition condition) {
    return bucket.put(KEY, Attributes.NONE, null, ByteBuffer.wrap(body), condition);
  }

  private ObjectHead read() {
    return bucket.getWhole(KEY, etag, SIZE, ByteBuffer.allocateDirect(SIZE));
  }

  private ObjectHead readRange() {
    return bucket.get(KEY, etag, 10, 1000, ByteBuffer.allocateDirect(1000));
  }

  private static Failure failureOf(ThrowingCallable call) {
    AtomicReference<Failure> failure = new AtomicReference<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreException.class, e -> failure.set(e.failure()));
    return failure.get();
  }

  private void assertFails(Fault fault, FailureKind kind, ThrowingCallable call) {
    plan.add(FaultRule.of("fault", fault));
    assertThat(failureOf(call).kind()).isEqualTo(kind);
    plan.requireAllFired();
    plan.clear();
  }

  @Test
  void a_cut_body_is_never_a_short_object() {
    for (long after : new long[] {0, 1, 16_384, SIZE - 1}) {
      assertFails(new Fault.CutBody(after), FailureKind.CONNECTION, this::read);
    }
    assertThat(read().size()).isEqualTo(SIZE);
  }

  @Test
  void a_stall_is_cut_and_its_slot_freed() {
    Fault.Stall stall = new Fault.Stall(Duration.ofSeconds(30));
    for (int i = 0; i < 5; i++) assertFails(stall, FailureKind.TIMEOUT, this::read);
    Fault.StallBody stalled = new Fault.StallBody(1000, Duration.ofSeconds(30));
    assertFails(stalled, FailureKind.TIMEOUT, this::read);
    assertThat(read().size()).isEqualTo(SIZE);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(6);
  }

  @Test
  void the_gate_is_told_of_throttling_and_failing() {
    assertFails(Fault.slowDown(), FailureKind.THROTTLED, this::read);
    assertThat(gate.exits(Signal.THROTTLED)).isEqualTo(1);
    assertFails(Fault.internalError(), FailureKind.SERVER_ERROR, this::read);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(1);
    assertFails(Fault.accessDenied(), FailureKind.ACCESS_DENIED, this::read);
    assertThat(gate.exits(Signal.FAILED)).isEqualTo(1);
  }

  @Test
  void a_success_that_carries_an_error_is_a_failure() {
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
    assertFails(empty, FailureKind.BAD_RESPONSE, () -> bucket.page(Key.EMPTY, 10));
  }

  @Test
  void a_closed_kept_connection_is_replaced_once() {
    plan.add(FaultRule.of("reset", new Fault.Reset()).once());
    assertThat(read().size()).isEqualTo(SIZE);
    assertThat(plan.fired("reset")).isEqualTo(1);
    plan.clear();
    assertFails(new Fault.Reset(), FailureKind.CONNECTION, this::read);
  }

  @Test
  void a_conditional_write_whose_answer_is_lost_is_not_sent_again() {
    server.remove("b", KEY);
    plan.add(FaultRule.of("lost", new Fault.LostResponse()));
    assertThat(failureOf(() -> put(WriteCondition.ONLY_IF_ABSENT)).kind())
        .isEqualTo(FailureKind.CONNECTION);
    assertThat(plan.fired("lost")).isEqualTo(1);
    assertThat(server.read("b", KEY)).isEqualTo(body);
  }

  @Test
  void an_upload_cut_on_the_way_is_a_connection_failure() {
    byte[] large = new byte[4 << 20];
    plan.add(FaultRule.of("cut", new Fault.CutUpload(1 << 20)));
    ByteBuffer source = ByteBuffer.allocateDirect(large.length);
    assertThat(
            failureOf(
                    () ->
                        bucket.put(
                            Key.of("large"), Attributes.NONE, null, source, WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.CONNECTION);
    assertThat(source.remaining()).isEqualTo(large.length);
  }

  @Test
  void a_turned_bit_is_noticed() {
    assertFails(new Fault.FlipBit(77), FailureKind.CHECKSUM_MISMATCH, this::read);
  }

  @Test
  void a_redirect_is_refused() {
    Fault redirect = new Fault.Redirect(URI.create("http://127.0.0.1:1"));
    assertFails(redirect, FailureKind.REDIRECT_REFUSED, this::read);
    assertFails(redirect, FailureKind.REDIRECT_REFUSED, () -> bucket.preflight(Access.READ));
  }

  @Test
  void a_server_that_ignores_range_or_if_match_is_found_out() {
    assertFails(new Fault.HideHeader("range"), FailureKind.BAD_RESPONSE, this::readRange);
    server.put("b", KEY, new byte[SIZE], Map.of());
    assertFails(new Fault.HideHeader("if-match"), FailureKind.SOURCE_CHANGED, this::readRange);
    assertFails(new Fault.HideHeader("if-match"), FailureKind.SOURCE_CHANGED, this::read);
  }

  @Test
  void a_source_replaced_before_its_read_is_noticed() {
    Fault replace = new Fault.Hook(request -> server.put("b", KEY, new byte[SIZE], Map.of()));
    assertFails(replace, FailureKind.SOURCE_CHANGED, this::readRange);
  }

  private static Fault rewriting(UnaryOperator<String> change) {
    return new Fault.Rewrite(
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_listing_that_lies_is_refused() {
    for (String key : List.of("p/a", "p/b", "p/c")) server.put("b", key, new byte[1], Map.of());
    S3Bucket below = new S3Bucket(connection, bucket.location(), Key.of("p/"));
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
  void a_skewed_clock_is_corrected_once() {
    for (int minutes : new int[] {-20, 20}) {
      Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
      try (S3Connection skewed = connect(front.endpoint(), clock)) {
        int before = gate.entered();
        bucket(skewed, front.endpoint()).head(KEY);
        bucket(skewed, front.endpoint()).head(KEY);
        assertThat(gate.entered()).isEqualTo(before + 3);
      }
    }
    Fault skewed = new Fault.Status(403, "RequestTimeTooSkewed", "too large");
    assertFails(skewed, FailureKind.CLOCK_SKEWED, this::read);
  }

  @Test
  void rotated_credentials_are_picked_up_without_a_failure() throws Exception {
    writeSecret("old");
    try (S3Connection rotating = connect(front.endpoint())) {
      S3Bucket same = bucket(rotating, front.endpoint());
      assertThat(failureOf(() -> same.head(KEY)).kind()).isEqualTo(FailureKind.ACCESS_DENIED);
      assertThat(failureOf(() -> same.page(Key.EMPTY, 1)).kind())
          .isEqualTo(FailureKind.CREDENTIALS_REJECTED);
      writeSecret(server.secretKey());
      assertThat(same.head(KEY).size()).isEqualTo(SIZE);
      assertThat(same.page(Key.EMPTY, 1)).hasSize(1);
    }
  }

  @Test
  void the_body_is_hashed_once_the_server_asks_for_it() {
    Fault wanted = new Fault.Status(400, "XAmzContentSHA256Mismatch", "no UNSIGNED-PAYLOAD");
    plan.add(FaultRule.of("hash", wanted).once());
    put(WriteCondition.ALWAYS);
    put(WriteCondition.ALWAYS);
    String hash = front.log().lines().getLast().request().headers().first("x-amz-content-sha256");
    assertThat(hash).hasSize(64);
    assertThat(server.read("b", KEY)).isEqualTo(body);
  }

  @Test
  void a_preflight_names_the_permission_to_write() {
    plan.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.CREATE_MULTIPART_UPLOAD));
    Failure failure = failureOf(() -> bucket.preflight(Access.WRITE));
    assertThat(failure.kind()).isEqualTo(FailureKind.WRITE_DENIED);
    assertThat(failure.message()).contains("s3:PutObject on b");
    bucket.preflight(Access.READ);
  }

  @Test
  void an_archived_object_is_named_so() {
    Fault archived = new Fault.Status(403, "InvalidObjectState", "archived");
    assertFails(archived, FailureKind.OBJECT_ARCHIVED, this::read);
  }

  @Test
  void an_interrupt_ends_a_request_and_is_kept() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    plan.add(FaultRule.of("seen", new Fault.Hook(request -> stalled.countDown())));
    plan.add(FaultRule.of("stall", new Fault.Stall(Duration.ofSeconds(30))));
    AtomicReference<Failure> failure = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  failure.set(failureOf(this::read));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    stalled.await();
    thread.interrupt();
    thread.join();
    assertThat(failure.get().code()).isEqualTo("INTERRUPTED");
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void an_endpoint_never_reached_is_unreachable_and_one_lost_later_is_a_connection() {
    for (String nowhere : List.of("http://127.0.0.1:1", "http://no-such-host.invalid:9000")) {
      try (S3Connection none = connect(URI.create(nowhere))) {
        S3Bucket same = bucket(none, URI.create(nowhere));
        Failure failure = failureOf(() -> same.preflight(Access.READ));
        assertThat(failure.kind())
            .as(failure.message())
            .isEqualTo(FailureKind.ENDPOINT_UNREACHABLE);
        assertThat(failure.message()).contains(nowhere);
      }
    }
    front.close();
    assertThat(failureOf(this::read).kind()).isEqualTo(FailureKind.CONNECTION);
  }

  @Test
  void closing_under_load_ends_every_request() throws Exception {
    plan.add(FaultRule.of("stall", new Fault.Stall(Duration.ofSeconds(30))).withProbability(0.3));
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (failsNever()) Thread.onSpinWait();
                            }))
            .toList();
    while (plan.fired("stall") == 0) Thread.onSpinWait();
    connection.close();
    for (Thread thread : threads) thread.join();
  }

  private boolean failsNever() {
    try {
      read();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }
}
