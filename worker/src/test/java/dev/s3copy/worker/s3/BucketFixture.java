// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A server with one connection to it and a new bucket for each test.
final class BucketFixture implements AutoCloseable {
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  /// A set of tests that needs the fixture.
  interface User {
    BucketFixture s3();

    default TestBucket bucket() {
      return s3().bucket;
    }
  }

  private final Path secrets;
  private final TestServer server;
  private final Way way;
  private final OpenGate gate = new OpenGate();
  private final S3Connection connection;
  private TestBucket bucket;

  BucketFixture(TestServer server, Way way, Path secrets) throws Exception {
    this.server = server;
    this.way = way;
    this.secrets = secrets;
    this.connection = S3Connection.open(options("main", server.access().secretKey()), gate);
    this.bucket = newBucket();
  }

  TestServer server() {
    return server;
  }

  OpenGate gate() {
    return gate;
  }

  S3Connection connection() {
    return connection;
  }

  void freshBucket() {
    bucket = newBucket();
  }

  TestBucket newBucket() {
    BucketAddress location = at("contract-" + BUCKETS.incrementAndGet());
    S3Call<Integer> create =
        new BucketRequests(connection, location, BucketOptions.NONE)
            .call(
                () ->
                    new S3Request(
                        S3Operation.PUT, location, Key.EMPTY, "/" + location.bucket(), ""),
                (_, reply) -> reply.status());
    var _ = create.send();
    return new TestBucket(new S3Bucket(connection, location, Key.EMPTY, BucketOptions.NONE), way);
  }

  BucketAddress at(String name) {
    return BucketAddress.resolve(server.access().endpoint(), server.access().region(), name, true);
  }

  S3ConnectionOptions options(String name, String secret) throws Exception {
    Path folder = Files.createDirectories(secrets.resolve(name));
    Files.writeString(folder.resolve("AWS_ACCESS_KEY_ID"), server.access().accessKey() + "\n");
    Files.writeString(folder.resolve("AWS_SECRET_ACCESS_KEY"), secret + "\r\n");
    return new S3ConnectionOptions(
        server.access().endpoint(),
        server.access().region(),
        CredentialsSource.fromFolder(folder),
        null,
        1,
        32,
        Duration.ofSeconds(20),
        Clock.systemUTC());
  }

  static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  String put(String key, byte[] body) {
    return bucket.put(Key.of(key), Attributes.NONE, null, direct(body), WriteCondition.ALWAYS);
  }

  static byte[] read(TestBucket from, Key key, int size) {
    ByteBuffer into = ByteBuffer.allocateDirect(size + 3);
    into.position(1);
    from.getWhole(key, "", size, into);
    assertThat(into.position()).isEqualTo(size + 1);
    byte[] bytes = new byte[size];
    into.get(1, bytes);
    return bytes;
  }

  static Failure failureOf(ThrowingCallable call) {
    StoreException[] caught = new StoreException[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> caught[0] = e);
    return caught[0].failure();
  }

  static Attributes attributes(String... pairs) {
    TreeMap<String, String> headers = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) headers.put(pairs[i], pairs[i + 1]);
    return new Attributes(headers);
  }

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
