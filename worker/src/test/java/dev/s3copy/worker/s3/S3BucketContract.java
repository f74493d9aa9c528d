// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.testkit.HostileKeys;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every promise of [S3Bucket], for whatever server a subclass brings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3BucketContract {
  private static final int MIN_PART = 5 << 20;
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private Path secrets;
  private TestServer server;
  private OpenGate gate;
  private S3Connection connection;
  private S3Bucket bucket;

  abstract TestServer start();

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    secrets = folder;
    server = start();
    gate = new OpenGate();
    connection = S3Connection.open(options("main", server.access().secretKey()), gate);
  }

  @AfterAll
  void close() {
    if (connection != null) connection.close();
    if (server != null) server.close();
  }

  @BeforeEach
  void freshBucket() {
    bucket = newBucket();
  }

  private S3Bucket newBucket() {
    S3Location location = at("contract-" + BUCKETS.incrementAndGet());
    connection.call(
        new S3Request(S3Operation.PUT, location, Key.EMPTY, "/" + location.bucket(), ""));
    return new S3Bucket(connection, location, Key.EMPTY);
  }

  private S3Location at(String name) {
    return S3Location.resolve(server.access().endpoint(), server.access().region(), name, true);
  }

  private S3ConnectionOptions options(String name, String secret) throws Exception {
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

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private String put(String key, byte[] body) {
    return bucket.put(Key.of(key), Attributes.NONE, null, direct(body), WriteCondition.ALWAYS);
  }

  private byte[] read(S3Bucket from, Key key, int size) {
    ByteBuffer into = ByteBuffer.allocateDirect(size + 3);
    into.position(1);
    from.getWhole(key, "", size, into);
    assertThat(into.position()).isEqualTo(size + 1);
    byte[] bytes = new byte[size];
    into.get(1, bytes);
    return bytes;
  }

  private static Failure failureOf(ThrowingCallable call) {
    StoreException[] caught = new StoreException[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> caught[0] = e);
    return caught[0].failure();
  }

  private static Attributes attributes(String... pairs) {
    TreeMap<String, String> headers = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) headers.put(pairs[i], pairs[i + 1]);
    return new Attributes(headers);
  }

  @Test
  void what_is_put_is_read_back() {
    for (int size : new int[] {0, 1, 4096, 16 * 1024, 1 << 20, (3 << 20) + 17}) {
      byte[] body = random(size, size);
      String etag = put("object-" + size, body);
      ObjectHead head = bucket.head(Key.of("object-" + size));
      assertThat(head.etag()).isEqualTo(etag).doesNotContain("\"");
      assertThat(head.size()).isEqualTo(size);
      assertThat(head.modifiedMillis()).isPositive();
      assertThat(read(bucket, Key.of("object-" + size), size)).isEqualTo(body);
    }
  }

  @Test
  void ranges_give_exactly_their_bytes_and_the_size_of_the_whole() {
    byte[] body = random(100_000, 1);
    String etag = put("ranged", body);
    for (int[] range : new int[][] {{0, 1}, {0, 100_000}, {99_999, 1}, {5, 70_000}, {0, 50_000}}) {
      ByteBuffer into = ByteBuffer.allocateDirect(range[1]);
      ObjectHead head = bucket.get(Key.of("ranged"), etag, range[0], range[1], into);
      assertThat(head.size()).isEqualTo(100_000);
      byte[] got = new byte[range[1]];
      into.flip().get(got);
      assertThat(got).isEqualTo(Arrays.copyOfRange(body, range[0], range[0] + range[1]));
    }
  }

  @Test
  void a_range_beyond_the_end_is_a_bad_response_and_leaves_the_buffer_position() {
    put("short", random(10, 2));
    ByteBuffer into = ByteBuffer.allocateDirect(20);
    into.position(4);
    assertThat(failureOf(() -> bucket.get(Key.of("short"), "", 10, 5, into)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failureOf(() -> bucket.get(Key.of("short"), "", 5, 10, into)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(into.position()).isEqualTo(4);
  }

  @Test
  void a_whole_object_of_another_size_is_a_bad_response() {
    put("ten", random(10, 3));
    for (int wrong : new int[] {0, 9, 11}) {
      ByteBuffer into = ByteBuffer.allocateDirect(20);
      assertThat(failureOf(() -> bucket.getWhole(Key.of("ten"), "", wrong, into)).kind())
          .isEqualTo(FailureKind.BAD_RESPONSE);
      assertThat(into.position()).isZero();
    }
  }

  @Test
  void an_empty_object_is_read_without_a_range() {
    String etag = put("empty", new byte[0]);
    ObjectHead head = bucket.get(Key.of("empty"), etag, 0, 0, ByteBuffer.allocate(0));
    assertThat(head.size()).isZero();
    assertThat(head.etag()).isEqualTo(etag);
  }

  @Test
  void a_changed_source_is_told_apart_from_a_missing_one() {
    String old = put("changing", random(10, 4));
    put("changing", random(10, 5));
    ByteBuffer into = ByteBuffer.allocateDirect(10);
    assertThat(failureOf(() -> bucket.get(Key.of("changing"), old, 0, 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    assertThat(failureOf(() -> bucket.getWhole(Key.of("changing"), old, 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    assertThat(failureOf(() -> bucket.getWhole(Key.of("gone"), "", 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(failureOf(() -> bucket.head(Key.of("gone"))).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(
            failureOf(
                    () ->
                        bucket.copy(
                            bucket, Key.of("gone"), "", Key.of("copy"), WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(
            failureOf(
                    () ->
                        bucket.copy(
                            bucket, Key.of("changing"), old, Key.of("copy"), WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
  }

  @Test
  void headers_metadata_and_tags_travel_with_an_object() {
    Attributes attributes =
        attributes(
            "cache-control", "max-age=60, public",
            "content-disposition", "attachment; filename=\"a  b.txt\"",
            "content-encoding", "gzip",
            "content-language", "de-AT",
            "content-type", "text/plain; charset=utf-8",
            "x-amz-meta-a", "1",
            "x-amz-meta-long", "two  blanks, inside");
    Key key = Key.of("described");
    bucket.put(key, attributes, "team=a%20b&x=1%2B2", direct(random(5, 6)), WriteCondition.ALWAYS);
    ObjectHead head = bucket.head(key);
    assertThat(head.attributes().headers())
        .containsEntry("cache-control", "max-age=60, public")
        .containsEntry("content-disposition", "attachment; filename=\"a  b.txt\"")
        .containsEntry("content-encoding", "gzip")
        .containsEntry("content-language", "de-AT")
        .containsEntry("content-type", "text/plain; charset=utf-8")
        .containsEntry("x-amz-meta-a", "1");
    assertThat(head.attributes().headers().get("x-amz-meta-long"))
        .isIn("two  blanks, inside", "two blanks, inside");
    assertThat(bucket.tagging(key).split("&")).containsExactlyInAnyOrder("team=a%20b", "x=1%2B2");

    bucket.copy(bucket, key, head.etag(), Key.of("copied"), WriteCondition.ALWAYS);
    assertThat(bucket.head(Key.of("copied")).attributes()).isEqualTo(head.attributes());
    assertThat(bucket.tagging(Key.of("copied"))).isEqualTo(bucket.tagging(key));
  }

  @Test
  void an_object_without_tags_has_an_empty_tagging() {
    put("untagged", random(1, 7));
    assertThat(bucket.tagging(Key.of("untagged"))).isEmpty();
    assertThat(bucket.head(Key.of("untagged")).tagCount()).isZero();
  }

  @Test
  void a_conditional_write_never_replaces() {
    String first = put("once", random(5, 8));
    Key key = Key.of("once");
    assertThat(
            failureOf(
                    () ->
                        bucket.put(
                            key,
                            Attributes.NONE,
                            null,
                            direct(random(6, 9)),
                            WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
    assertThat(bucket.head(key).etag()).isEqualTo(first);
    bucket.put(
        Key.of("new"), Attributes.NONE, null, direct(random(6, 9)), WriteCondition.ONLY_IF_ABSENT);
    assertThat(bucket.head(Key.of("new")).size()).isEqualTo(6);
  }

  @Test
  void a_conditional_copy_never_replaces() {
    Assumptions.assumeTrue(
        server.conditionalCopy(), "the server ignores If-None-Match on CopyObject");
    String source = put("from", random(5, 10));
    String there = put("to", random(6, 11));
    assertThat(
            failureOf(
                    () ->
                        bucket.copy(
                            bucket,
                            Key.of("from"),
                            source,
                            Key.of("to"),
                            WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
    assertThat(bucket.head(Key.of("to")).etag()).isEqualTo(there);
    assertThat(
            failureOf(
                    () ->
                        bucket.copy(
                            bucket,
                            Key.of("from"),
                            there,
                            Key.of("fresh"),
                            WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
  }

  @Test
  void six_parts_make_one_object() {
    Key key = Key.of("parts/assembled");
    String id = bucket.createUpload(key, attributes("x-amz-meta-made", "of parts"), "k=v");
    byte[] whole = random(5 * MIN_PART + 1234, 12);
    List<PartResult> parts = new ArrayList<>();
    for (int number = 1; number <= 6; number++) {
      int from = (number - 1) * MIN_PART;
      int length = Math.min(MIN_PART, whole.length - from);
      ByteBuffer body = direct(whole).slice(from, length);
      PartResult part = bucket.uploadPart(key, id, number, body);
      assertThat(body.remaining()).isEqualTo(length);
      assertThat(part.number()).isEqualTo(number);
      assertThat(part.etag()).isNotEmpty();
      parts.add(part);
    }
    String etag = bucket.complete(key, id, parts, WriteCondition.ALWAYS);
    ObjectHead head = bucket.head(key);
    assertThat(head.etag()).isEqualTo(etag);
    assertThat(head.size()).isEqualTo(whole.length);
    assertThat(head.attributes().headers()).containsEntry("x-amz-meta-made", "of parts");
    assertThat(bucket.tagging(key)).isEqualTo("k=v");
    assertThat(read(bucket, key, whole.length)).isEqualTo(whole);
    Failure again =
        failureOf(() -> bucket.complete(key, "no-such-upload", parts, WriteCondition.ALWAYS));
    assertThat(again.code()).isEqualTo("NoSuchUpload");
  }

  @Test
  void parts_are_copied_inside_the_server() {
    byte[] whole = random(MIN_PART + 777, 13);
    String etag = put("big source", whole);
    S3Bucket other = newBucket();
    Key key = Key.of("big copy");
    String id = other.createCopyUpload(key, Attributes.NONE, null);
    List<PartResult> parts =
        List.of(
            other.copyPart(bucket, Key.of("big source"), etag, key, id, 1, 0, MIN_PART),
            other.copyPart(bucket, Key.of("big source"), etag, key, id, 2, MIN_PART, 777));
    other.complete(key, id, parts, WriteCondition.ALWAYS);
    assertThat(read(other, key, whole.length)).isEqualTo(whole);

    String second = other.createCopyUpload(key, Attributes.NONE, null);
    assertThat(
            failureOf(
                    () ->
                        other.copyPart(
                            bucket, Key.of("big source"), "0".repeat(32), key, second, 1, 0, 10))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    other.abort(key, second);
    assertThat(failureOf(() -> other.uploadPart(key, second, 1, direct(random(9, 1)))).code())
        .isEqualTo("NoSuchUpload");
  }

  @Test
  void a_wrong_part_makes_completion_fail() {
    Key key = Key.of("never");
    String id = bucket.createUpload(key, Attributes.NONE, null);
    bucket.uploadPart(key, id, 1, direct(random(100, 14)));
    List<PartResult> wrong = List.of(new PartResult(1, "0".repeat(32), ""));
    assertThat(failureOf(() -> bucket.complete(key, id, wrong, WriteCondition.ALWAYS)).code())
        .startsWith("InvalidPart");
    bucket.abort(key, id);
    assertThat(failureOf(() -> bucket.head(key)).kind()).isEqualTo(FailureKind.SOURCE_GONE);
  }

  @Test
  void pages_ascend_and_cover_everything_below_the_prefix() {
    TreeSet<Key> expected = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      Key key = Key.of("in/%02d/ä %d".formatted(i % 7, i));
      put(key.toString(), new byte[i]);
      expected.add(key);
    }
    put("im", new byte[0]);
    put("inside", new byte[0]);
    S3Bucket limited = new S3Bucket(connection, bucket.location(), Key.of("in/"));
    for (int max : new int[] {1, 7, 60, 5000}) {
      List<Entry> all = new ArrayList<>();
      Key after = Key.EMPTY;
      for (List<Entry> page = limited.page(after, max);
          !page.isEmpty();
          page = limited.page(after, max)) {
        assertThat(page).hasSizeLessThanOrEqualTo(max);
        all.addAll(page);
        after = page.getLast().key();
      }
      assertThat(all).extracting(Entry::key).containsExactlyElementsOf(expected);
    }
    Entry one = limited.page(Key.EMPTY, 1).getFirst();
    ObjectHead head = bucket.head(one.key());
    assertThat(one.etag()).isEqualTo(head.etag());
    assertThat(one.size()).isEqualTo(head.size());
    assertThat(one.modifiedMillis() / 1000).isEqualTo(head.modifiedMillis() / 1000);
    assertThat(limited.page(Key.of("in/03"), 1000).getFirst().key().toString())
        .startsWith("in/03/");
    assertThat(limited.page(Key.of("z"), 10)).isEmpty();
  }

  @Test
  void folders_are_the_prefixes_one_level_below() {
    for (String key : List.of("a/1/x", "a/1/y", "a/2/x", "a/3", "b/x", "c")) put(key, new byte[0]);
    assertThat(bucket.folders(Key.EMPTY, 10)).containsExactly(Key.of("a/"), Key.of("b/"));
    assertThat(bucket.folders(Key.of("a/"), 10)).containsExactly(Key.of("a/1/"), Key.of("a/2/"));
    assertThat(bucket.folders(Key.of("a/"), 1)).containsExactly(Key.of("a/1/"));
    assertThat(bucket.folders(Key.of("nothing/"), 10)).isEmpty();
  }

  @Test
  void hostile_keys_are_written_listed_read_and_copied_byte_for_byte() {
    S3Bucket other = newBucket();
    TreeSet<Key> written = new TreeSet<>();
    for (Key key : HostileKeys.all()) {
      if (!server.accepts().test(key)) continue;
      byte[] body = HostileKeys.body(key);
      String etag;
      try {
        etag = bucket.put(key, Attributes.NONE, null, direct(body), WriteCondition.ALWAYS);
      } catch (StoreException e) {
        FailureKind kind = e.failure().kind();
        boolean refused =
            kind == FailureKind.KEY_COLLISION || kind == FailureKind.KEY_NOT_REPRESENTABLE;
        if (refused && server.access().name().equals("minio")) continue;
        throw new AssertionError(key + ": " + e.failure(), e);
      }
      other.copy(bucket, key, etag, key, WriteCondition.ALWAYS);
      assertThat(read(other, key, body.length)).as(key.toString()).isEqualTo(body);
      assertThat(bucket.get(key, etag, 0, 1, ByteBuffer.allocateDirect(1)).size())
          .isEqualTo(body.length);
      written.add(key);
    }
    assertThat(bucket.page(Key.EMPTY, 1000))
        .extracting(Entry::key)
        .containsExactlyElementsOf(written);
    assertThat(other.page(Key.EMPTY, 1000))
        .extracting(Entry::key)
        .containsExactlyElementsOf(written);
    for (Key key : written) {
      assertThat(bucket.page(key, 1))
          .extracting(Entry::key)
          .isEqualTo(written.higher(key) == null ? List.of() : List.of(written.higher(key)));
    }
  }

  @Test
  void many_threads_share_a_connection() throws Exception {
    byte[] body = random(4096, 15);
    put("shared", body);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> task = () -> read(bucket, Key.of("shared"), 4096);
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) all.add(threads.submit(task));
      for (Future<byte[]> one : all) assertThat(one.get()).isEqualTo(body);
    }
    assertThat(gate.inside()).isZero();
  }

  @Test
  void a_preflight_passes_and_leaves_nothing() {
    bucket.preflight(Access.READ);
    bucket.preflight(Access.WRITE);
    assertThat(bucket.page(Key.EMPTY, 10)).isEmpty();
  }

  @Test
  void a_preflight_names_the_missing_bucket() {
    S3Bucket missing = new S3Bucket(connection, at("contract-missing"), Key.EMPTY);
    Failure failure = failureOf(() -> missing.preflight(Access.READ));
    assertThat(failure.kind()).isEqualTo(FailureKind.BUCKET_NOT_FOUND);
    assertThat(failure.message())
        .contains("contract-missing", server.access().endpoint().toString(), "us-east-1");
  }

  @Test
  void a_preflight_tells_wrong_credentials() throws Exception {
    try (S3Connection wrong = S3Connection.open(options("wrong", "canary-secret"), gate)) {
      S3Bucket same = new S3Bucket(wrong, bucket.location(), Key.EMPTY);
      Failure failure = failureOf(() -> same.preflight(Access.READ));
      assertThat(failure.kind()).isEqualTo(FailureKind.CREDENTIALS_REJECTED);
      assertThat(failure.toString()).doesNotContain("canary-secret");
    }
  }

  @Test
  void an_anonymous_request_is_denied_by_a_private_bucket() {
    S3ConnectionOptions anonymous =
        S3ConnectionOptions.of(bucket.location(), CredentialsSource.anonymous());
    try (S3Connection open = S3Connection.open(anonymous, gate)) {
      S3Bucket same = new S3Bucket(open, bucket.location(), Key.EMPTY);
      assertThat(failureOf(() -> same.preflight(Access.READ)).kind())
          .isEqualTo(FailureKind.LIST_DENIED);
      assertThat(failureOf(() -> same.head(Key.of("x"))).kind())
          .isEqualTo(FailureKind.ACCESS_DENIED);
    }
  }
}
