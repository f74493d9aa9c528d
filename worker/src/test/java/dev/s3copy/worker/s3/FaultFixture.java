// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An embedded server behind a front that spoils what the plan says, and one object in it.
abstract class FaultFixture {
  static final Duration STALL = Duration.ofMillis(600);
  static final Key KEY = Key.of("object");
  static final int SIZE = 100_000;

  @TempDir Path secret;
  final byte[] body = new byte[SIZE];
  final OpenGate gate = new OpenGate();
  final FaultPlan plan = FaultPlan.none();
  EmbeddedS3 server;
  FaultFront front;
  S3Connection connection;
  TestBucket bucket;
  String etag;

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

  void writeSecret(String value) throws Exception {
    Files.writeString(secret.resolve("AWS_ACCESS_KEY_ID"), server.accessKey());
    Files.writeString(secret.resolve("AWS_SECRET_ACCESS_KEY"), value);
  }

  S3Connection connect(URI endpoint) {
    return connect(endpoint, Clock.systemUTC());
  }

  S3Connection connect(URI endpoint, Clock clock) {
    return S3Connection.open(
        new S3ConnectionOptions(
            endpoint, "us-east-1", CredentialsSource.fromFolder(secret), null, 1, 4, STALL, clock),
        gate);
  }

  static TestBucket bucket(S3Connection connection, URI endpoint) {
    BucketAddress location = BucketAddress.resolve(endpoint, "us-east-1", "b", true);
    return new TestBucket(new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE));
  }

  String put(WriteCondition condition) {
    return bucket.put(KEY, Attributes.NONE, null, ByteBuffer.wrap(body), condition);
  }

  ObjectHead read() {
    return bucket.getWhole(KEY, etag, SIZE, ByteBuffer.allocateDirect(SIZE));
  }

  ObjectHead readRange() {
    return bucket.get(KEY, etag, 10, 1000, ByteBuffer.allocateDirect(1000));
  }

  /// As [#read], straight to where the bytes are wanted.
  ObjectHead readStraight() {
    ByteBuffer there = ByteBuffer.allocateDirect(SIZE);
    return bucket.getWhole(
        KEY, etag, SIZE, (chunk, at) -> there.put((int) at, chunk, 0, chunk.remaining()));
  }

  ObjectHead readRangeStraight() {
    return bucket.getRange(KEY, etag, 10, 1000, (chunk, _) -> chunk.position(chunk.limit()));
  }

  static Failure failureOf(ThrowingCallable call) {
    AtomicReference<Failure> failure = new AtomicReference<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreException.class, e -> failure.set(e.failure()));
    return failure.get();
  }

  void assertFails(Fault fault, FailureKind kind, ThrowingCallable call) {
    plan.add(FaultRule.of("fault", fault));
    assertThat(failureOf(call).kind()).isEqualTo(kind);
    plan.requireAllFired();
    plan.clear();
  }
}
