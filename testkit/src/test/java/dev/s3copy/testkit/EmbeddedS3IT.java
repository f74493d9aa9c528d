// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// The embedded server as the AWS SDK sees it.
class EmbeddedS3IT {
  private static final String BUCKET = "bucket";
  private static final int PART = 5 << 20;

  private static EmbeddedS3 server;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    server = EmbeddedS3.start().createBucket(BUCKET);
    s3 = Sdk.client(server.access());
  }

  @AfterAll
  static void stop() {
    s3.close();
    server.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static int status(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return ((S3Exception) org.assertj.core.api.Assertions.catchThrowable(call)).statusCode();
  }

  @Test
  void anObjectComesBackWithItsBytesAndHeaders() {
    byte[] body = random(200_000);
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key("a/b")
                .contentType("text/x")
                .cacheControl("no-cache")
                .metadata(Map.of("colour", "blue  green")),
        RequestBody.fromBytes(body));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b")).asByteArray()).isEqualTo(body);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("a/b"));
    assertThat(head.contentLength()).isEqualTo(body.length);
    assertThat(head.contentType()).isEqualTo("text/x");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).isEqualTo(Map.of("colour", "blue  green"));
    assertThat(server.read(BUCKET, "a/b")).isEqualTo(body);
  }

  @Test
  void aRangeGives206AndOneBeyondTheEnd416() {
    server.put(BUCKET, "range", "0123456789".getBytes(StandardCharsets.UTF_8), Map.of());
    var part = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("range").range("bytes=2-4"));
    assertThat(part.asUtf8String()).isEqualTo("234");
    assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
    var end = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("range").range("bytes=-3"));
    assertThat(end.asUtf8String()).isEqualTo("789");
    assertThat(status(() -> s3.getObject(r -> r.bucket(BUCKET).key("range").range("bytes=10-"))))
        .isEqualTo(416);
  }

  @Test
  void preconditionsOfReadsAndWritesHold() {
    String etag =
        s3.putObject(r -> r.bucket(BUCKET).key("cond"), RequestBody.fromString("x")).eTag();
    assertThat(status(() -> s3.getObject(r -> r.bucket(BUCKET).key("cond").ifMatch("\"other\""))))
        .isEqualTo(412);
    assertThat(status(() -> s3.getObject(r -> r.bucket(BUCKET).key("cond").ifNoneMatch(etag))))
        .isEqualTo(304);
    assertThat(
            status(
                () ->
                    s3.putObject(
                        r -> r.bucket(BUCKET).key("cond").ifNoneMatch("*"),
                        RequestBody.fromString("y"))))
        .isEqualTo(412);
    s3.putObject(r -> r.bucket(BUCKET).key("cond").ifMatch(etag), RequestBody.fromString("y"));
    assertThat(server.read(BUCKET, "cond")).asString().isEqualTo("y");
  }

  @Test
  void aCopyKeepsMetadataAndTagsOrReplacesThem() {
    s3.putObject(
        r -> r.bucket(BUCKET).key("from").metadata(Map.of("a", "1")).tagging("k=v&l=w%26"),
        RequestBody.fromString("body"));
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("to")).metadata()).containsEntry("a", "1");
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("to")).tagCount()).isEqualTo(2);
    assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("to")).tagSet())
        .contains(Tag.builder().key("l").value("w&").build());
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .taggingDirective(TaggingDirective.REPLACE));
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("to"));
    assertThat(head.metadata()).isEqualTo(Map.of("b", "2"));
    assertThat(head.tagCount()).isNull();
  }

  @Test
  void partsBecomeOneObjectAndNothingStaysBehind() {
    byte[] first = random(PART);
    server.put(BUCKET, "mpu-source", random(100), Map.of());
    String id =
        s3.createMultipartUpload(r -> r.bucket(BUCKET).key("mpu").metadata(Map.of("m", "1")))
            .uploadId();
    String one =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("mpu").uploadId(id).partNumber(1),
                RequestBody.fromBytes(first))
            .eTag();
    String two =
        s3.uploadPartCopy(
                r ->
                    r.sourceBucket(BUCKET)
                        .sourceKey("mpu-source")
                        .copySourceRange("bytes=10-19")
                        .destinationBucket(BUCKET)
                        .destinationKey("mpu")
                        .uploadId(id)
                        .partNumber(2))
            .copyPartResult()
            .eTag();
    assertThat(s3.listParts(r -> r.bucket(BUCKET).key("mpu").uploadId(id)).parts()).hasSize(2);
    assertThat(server.pendingUploads(BUCKET)).contains(Key.of("mpu"));
    var done =
        s3.completeMultipartUpload(
            r ->
                r.bucket(BUCKET)
                    .key("mpu")
                    .uploadId(id)
                    .multipartUpload(u -> u.parts(part(1, one), part(2, two))));
    assertThat(done.eTag()).endsWith("-2\"");
    byte[] whole = Arrays.copyOf(first, PART + 10);
    System.arraycopy(random(100), 10, whole, PART, 10);
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("mpu")).asByteArray())
        .isEqualTo(whole);
    assertThat(server.pendingUploads(BUCKET)).doesNotContain(Key.of("mpu"));
  }

  private static CompletedPart part(int number, String etag) {
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  @Test
  void listingPagesAndRollsUpInByteOrder() {
    server.createBucket("listing");
    for (String key : List.of("a", "b/1", "b/2", "c", "\uFFFD", "\uD83D\uDE00", "z")) {
      server.put("listing", key, new byte[0], Map.of());
    }
    List<String> keys =
        s3
            .listObjectsV2Paginator(
                r -> r.bucket("listing").maxKeys(2).encodingType(EncodingType.URL))
            .contents()
            .stream()
            .map(o -> o.key())
            .toList();
    assertThat(keys).containsExactly("a", "b/1", "b/2", "c", "z", "\uFFFD", "\uD83D\uDE00");
    ListObjectsV2Response rolled =
        s3.listObjectsV2(r -> r.bucket("listing").delimiter("/").startAfter("a0"));
    assertThat(rolled.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("b/");
    assertThat(rolled.contents()).extracting(o -> o.key()).startsWith("c");
  }

  @Test
  void checksumsAreKeptAndWrongOnesRefused() {
    s3.putObject(
        r -> r.bucket(BUCKET).key("crc").checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME),
        RequestBody.fromString("123456789"));
    HeadObjectResponse head =
        s3.headObject(r -> r.bucket(BUCKET).key("crc").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket(BUCKET).key("crc").checksumCRC32C("AAAAAA=="),
                    RequestBody.fromString("other")))
        .hasMessageContaining("CRC32C");
    assertThat(server.read(BUCKET, "crc")).asString().isEqualTo("123456789");
  }

  @Test
  void aWrongSecretAndAnUnknownKeyAreToldApart() {
    S3Access access = server.access();
    S3Access wrong =
        new S3Access("x", access.endpoint(), access.accessKey(), "nope", access.region());
    try (S3Client client = Sdk.client(wrong)) {
      assertThatThrownBy(() -> client.listBuckets())
          .hasMessageContaining("signature we calculated");
    }
    S3Access unknown =
        new S3Access("x", access.endpoint(), "nobody", access.secretKey(), access.region());
    try (S3Client client = Sdk.client(unknown)) {
      assertThatThrownBy(() -> client.listBuckets()).hasMessageContaining("does not exist");
    }
  }
}
