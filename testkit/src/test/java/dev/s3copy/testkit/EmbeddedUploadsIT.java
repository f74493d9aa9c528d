// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.crt.checksums.CRC64NVME;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Multipart uploads as the AWS SDK sees them, with small parts.
class EmbeddedUploadsIT {
  private static final int PART = 1000;

  private EmbeddedS3 server;
  private S3Client s3;
  private final byte[] body = new byte[2500];

  @BeforeEach
  void start() {
    new Random(17).nextBytes(body);
    server = EmbeddedS3.builder().minPartBytes(PART).start().createBucket("b");
    s3 = Sdk.client(server.access());
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
  }

  private String begin(ChecksumAlgorithm algorithm, ChecksumType type) {
    return s3.createMultipartUpload(
            r ->
                r.bucket("b")
                    .key("k")
                    .checksumAlgorithm(algorithm)
                    .checksumType(type)
                    .tagging("t=1")
                    .metadata(Map.of("m", "v")))
        .uploadId();
  }

  private List<CompletedPart> upload(String id, ChecksumAlgorithm algorithm) {
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < body.length; from += PART) {
      int number = from / PART + 1;
      byte[] part = Arrays.copyOfRange(body, from, Math.min(from + PART, body.length));
      var done =
          s3.uploadPart(
              r ->
                  r.bucket("b")
                      .key("k")
                      .uploadId(id)
                      .partNumber(number)
                      .checksumAlgorithm(algorithm),
              RequestBody.fromBytes(part));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(done.eTag())
              .checksumCRC32C(done.checksumCRC32C())
              .checksumCRC64NVME(done.checksumCRC64NVME())
              .build());
    }
    return parts;
  }

  private CompleteMultipartUploadResponse complete(String id, List<CompletedPart> parts) {
    return s3.completeMultipartUpload(
        r -> r.bucket("b").key("k").uploadId(id).multipartUpload(u -> u.parts(parts)));
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return ((S3Exception) org.assertj.core.api.Assertions.catchThrowable(call))
        .awsErrorDetails()
        .errorCode();
  }

  @Test
  void aFullObjectChecksumIsCombinedFromTheParts() {
    String id = begin(ChecksumAlgorithm.CRC64_NVME, ChecksumType.FULL_OBJECT);
    complete(id, upload(id, ChecksumAlgorithm.CRC64_NVME));
    CRC64NVME crc = new CRC64NVME();
    crc.update(body, 0, body.length);
    byte[] expected = java.nio.ByteBuffer.allocate(8).putLong(crc.getValue()).array();
    HeadObjectResponse head =
        s3.headObject(r -> r.bucket("b").key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC64NVME()).isEqualTo(Base64.getEncoder().encodeToString(expected));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(head.metadata()).isEqualTo(Map.of("m", "v"));
    assertThat(head.tagCount()).isEqualTo(1);
    assertThat(server.read("b", "k")).isEqualTo(body);
  }

  @Test
  void aCompositeChecksumSaysSoAndACopyHasOneOfTheWhole() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    complete(id, upload(id, ChecksumAlgorithm.CRC32_C));
    HeadObjectResponse head =
        s3.headObject(r -> r.bucket("b").key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC32C()).endsWith("-3");
    assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    var copy =
        s3.copyObject(
            r -> r.sourceBucket("b").sourceKey("k").destinationBucket("b").destinationKey("c"));
    assertThat(copy.copyObjectResult().checksumCRC32C()).hasSize(8);
    assertThat(copy.copyObjectResult().eTag()).doesNotContain("-");
  }

  @Test
  void wrongOrdersEtagsAndSizesAreRefusedAndTheUploadStays() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    List<CompletedPart> parts = upload(id, ChecksumAlgorithm.CRC32_C);
    assertThat(code(() -> complete(id, parts.reversed()))).isEqualTo("InvalidPartOrder");
    CompletedPart wrong = parts.getFirst().toBuilder().eTag("\"other\"").build();
    assertThat(code(() -> complete(id, List.of(wrong)))).isEqualTo("InvalidPart");
    s3.uploadPart(
        r -> r.bucket("b").key("k").uploadId(id).partNumber(1), RequestBody.fromString("small"));
    String etag = s3.listParts(r -> r.bucket("b").key("k").uploadId(id)).parts().getFirst().eTag();
    CompletedPart small = CompletedPart.builder().partNumber(1).eTag(etag).build();
    assertThat(code(() -> complete(id, List.of(small, parts.get(1))))).isEqualTo("EntityTooSmall");
    assertThat(server.pendingUploads("b")).containsExactly(Key.of("k"));
    assertThat(server.find("b", Key.of("k"))).isNull();
  }

  @Test
  void aSecondCompletionAndWhatFollowsAnAbortFindNoUpload() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    List<CompletedPart> parts = upload(id, ChecksumAlgorithm.CRC32_C);
    complete(id, parts);
    assertThat(code(() -> complete(id, parts))).isEqualTo("NoSuchUpload");
    String other = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    s3.abortMultipartUpload(r -> r.bucket("b").key("k").uploadId(other));
    assertThat(code(() -> s3.listParts(r -> r.bucket("b").key("k").uploadId(other))))
        .isEqualTo("NoSuchUpload");
    assertThat(server.read("b", "k")).as("an abort leaves the object alone").isEqualTo(body);
  }

  @Test
  void aConditionalCompletionGivesWayToWhatIsThere() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    List<CompletedPart> parts = upload(id, ChecksumAlgorithm.CRC32_C);
    server.put("b", "k", new byte[1], Map.of());
    assertThat(
            code(
                () ->
                    s3.completeMultipartUpload(
                        r ->
                            r.bucket("b")
                                .key("k")
                                .uploadId(id)
                                .ifNoneMatch("*")
                                .multipartUpload(u -> u.parts(parts)))))
        .isEqualTo("PreconditionFailed");
    assertThat(server.read("b", "k")).hasSize(1);
  }

  @Test
  void aPartCopiedFromAChangedSourceIsRefused() {
    server.put("b", "source", body, Map.of());
    String id = begin(ChecksumAlgorithm.CRC64_NVME, ChecksumType.FULL_OBJECT);
    assertThat(
            code(
                () ->
                    s3.uploadPartCopy(
                        r ->
                            r.sourceBucket("b")
                                .sourceKey("source")
                                .copySourceIfMatch("\"old\"")
                                .destinationBucket("b")
                                .destinationKey("k")
                                .uploadId(id)
                                .partNumber(1))))
        .isEqualTo("PreconditionFailed");
  }

  @Test
  void partsAndUploadsAreListedInPages() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    upload(id, ChecksumAlgorithm.CRC32_C);
    assertThat(s3.listPartsPaginator(r -> r.bucket("b").key("k").uploadId(id).maxParts(2)).parts())
        .extracting(Part::partNumber)
        .containsExactly(1, 2, 3);
    for (String key : List.of("a", "k", "z+ "))
      s3.createMultipartUpload(r -> r.bucket("b").key(key));
    assertThat(s3.listMultipartUploadsPaginator(r -> r.bucket("b").maxUploads(1)).uploads())
        .extracting(MultipartUpload::key)
        .containsExactly("a", "k", "k", "z+ ");
  }

  @Test
  void aPartCanBeReadByItsNumber() {
    String id = begin(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);
    complete(id, upload(id, ChecksumAlgorithm.CRC32_C));
    var third = s3.getObjectAsBytes(r -> r.bucket("b").key("k").partNumber(3));
    assertThat(third.asByteArray()).isEqualTo(Arrays.copyOfRange(body, 2000, 2500));
    assertThat(third.response().partsCount()).isEqualTo(3);
    assertThat(third.response().contentRange()).isEqualTo("bytes 2000-2499/2500");
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("k").partNumber(4)))
        .isInstanceOf(S3Exception.class);
  }
}
