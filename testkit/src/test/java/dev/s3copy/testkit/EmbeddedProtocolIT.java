// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What only bare requests show: status, headers and bytes exactly as sent.
class EmbeddedProtocolIT {
  private static final String CRC32C_OF_DIGITS = "x-amz-checksum-crc32c: 4waSgw==";
  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

  private EmbeddedS3 server;
  private RawHttp http;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedS3.builder().allowAnonymous().region("eu-west-1").start().createBucket("bkt");
    server.put("bkt", "k", DIGITS, Map.of("x-amz-meta-m", "v"));
    http = new RawHttp(server.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.close();
  }

  @Test
  void itListensOnLoopbackOnly() {
    assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void oneConnectionServesAnswersAndRefusals() throws IOException {
    assertThat(http.request("GET", "/bkt/k").text()).isEqualTo("123456789");
    assertThat(http.request("GET", "/bkt/none").text()).contains("<Code>NoSuchKey</Code>");
    assertThat(http.request("PUT", "/none/k", new byte[5000]).text()).contains("NoSuchBucket");
    RawHttp.Answer head = http.request("HEAD", "/bkt/k");
    assertThat(head.headers())
        .containsEntry("content-length", "9")
        .containsEntry("x-amz-meta-m", "v");
    assertThat(http.request("GET", "/bkt/k").status()).isEqualTo(200);
  }

  @Test
  void aChecksumIsVerifiedStoredAndToldWhenAskedFor() throws IOException {
    assertThat(http.request("PUT", "/bkt/c", DIGITS, CRC32C_OF_DIGITS).status()).isEqualTo(200);
    RawHttp.Answer wrong = http.request("PUT", "/bkt/d", new byte[9], CRC32C_OF_DIGITS);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("<Code>BadDigest</Code>");
    assertThat(server.find("bkt", Key.of("d"))).isNull();
    assertThat(http.request("HEAD", "/bkt/c").headers()).doesNotContainKey("x-amz-checksum-crc32c");
    assertThat(http.request("HEAD", "/bkt/c", "x-amz-checksum-mode: ENABLED").headers())
        .containsEntry("x-amz-checksum-crc32c", "4waSgw==")
        .containsEntry("x-amz-checksum-type", "FULL_OBJECT");
  }

  @Test
  void aBodyThatIsNotTheSignedOneIsRefused() throws IOException {
    String hash = "x-amz-content-sha256: " + "0".repeat(64);
    assertThat(http.request("PUT", "/bkt/h", DIGITS, hash).text())
        .contains("XAmzContentSHA256Mismatch");
    assertThat(http.request("PUT", "/bkt/h", DIGITS, "Content-MD5: AAAA").text())
        .contains("BadDigest");
  }

  @Test
  void chunksWithATrailingChecksumAreDecodedAndTheirCodingForgotten() throws IOException {
    String body = "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32c:%s\r\n\r\n";
    String[] headers = {
      "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-trailer: x-amz-checksum-crc32c",
      "x-amz-decoded-content-length: 9",
      "Content-Encoding: aws-chunked",
    };
    byte[] right = body.formatted("4waSgw==").getBytes(StandardCharsets.US_ASCII);
    assertThat(http.request("PUT", "/bkt/t", right, headers).status()).isEqualTo(200);
    assertThat(server.read("bkt", "t")).isEqualTo(DIGITS);
    assertThat(http.request("HEAD", "/bkt/t").headers()).doesNotContainKey("content-encoding");
    byte[] wrong = body.formatted("AAAAAA==").getBytes(StandardCharsets.US_ASCII);
    assertThat(http.request("PUT", "/bkt/t", wrong, headers).text()).contains("BadDigest");
  }

  @Test
  void aCopyObeysConditionsOnBothEnds() throws IOException {
    String source = "x-amz-copy-source: /bkt/k";
    String changed = "x-amz-copy-source-if-match: \"other\"";
    assertThat(http.request("PUT", "/bkt/c", source, changed).status()).isEqualTo(412);
    assertThat(http.request("PUT", "/bkt/c", source, "If-None-Match: *").status()).isEqualTo(200);
    assertThat(http.request("PUT", "/bkt/c", source, "If-None-Match: *").status()).isEqualTo(412);
    assertThat(http.request("PUT", "/bkt/k", source).text()).contains("InvalidRequest");
    assertThat(http.request("PUT", "/bkt/c", "x-amz-copy-source: /bkt/none").status())
        .isEqualTo(404);
  }

  @Test
  void ofManyConditionalWritersOneWins() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> writer =
          () -> {
            try (RawHttp own = new RawHttp(server.endpoint())) {
              return own.request("PUT", "/bkt/race", DIGITS, "If-None-Match: *").status();
            }
          };
      List<Integer> statuses =
          threads.invokeAll(java.util.Collections.nCopies(16, writer)).stream()
              .map(Future::resultNow)
              .sorted()
              .toList();
      assertThat(statuses.getFirst()).isEqualTo(200);
      assertThat(statuses.subList(1, 16)).containsOnly(412);
    }
  }

  @Test
  void theRegionIsToldWhereClientsLookForIt() throws IOException {
    assertThat(http.request("HEAD", "/bkt").headers())
        .containsEntry("x-amz-bucket-region", "eu-west-1");
    assertThat(http.request("HEAD", "/none").headers())
        .containsEntry("x-amz-bucket-region", "eu-west-1");
    assertThat(http.request("GET", "/bkt?location").text()).contains(">eu-west-1<");
  }

  @Test
  void withoutUrlEncodingControlCharactersBreakXmlAsTheyDoOnS3() throws IOException {
    server.put("bkt", "a\u0001b", new byte[0], Map.of());
    assertThat(http.request("GET", "/bkt?list-type=2").text()).contains("<Key>a&#x1;b</Key>");
    assertThat(http.request("GET", "/bkt?list-type=2&encoding-type=url").text())
        .contains("<Key>a%01b</Key>");
  }

  @Test
  void rawBytesOfMetadataComeBack() throws IOException {
    http.request("PUT", "/bkt/u", DIGITS, "x-amz-meta-name: caf\u00c3\u00a9");
    assertThat(http.request("HEAD", "/bkt/u").headers())
        .containsEntry("x-amz-meta-name", "caf\u00c3\u00a9");
  }

  @Test
  void anArchivedObjectIsNamedAsSuch() throws IOException {
    server.put("bkt", "cold", DIGITS, Map.of("x-amz-storage-class", "GLACIER"));
    assertThat(http.request("GET", "/bkt/cold").text()).contains("InvalidObjectState");
    assertThat(http.request("HEAD", "/bkt/cold").headers())
        .containsEntry("x-amz-storage-class", "GLACIER");
    assertThat(http.request("GET", "/bkt?list-type=2").text()).contains(">GLACIER<");
  }

  @Test
  void tagsAreSetReadAndRemoved() throws IOException {
    byte[] tags =
        "<Tagging><TagSet><Tag><Key>a&amp;</Key><Value>1</Value></Tag></TagSet></Tagging>"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(http.request("PUT", "/bkt/k?tagging", tags).status()).isEqualTo(200);
    assertThat(http.request("GET", "/bkt/k?tagging").text()).contains("<Key>a&amp;</Key>");
    assertThat(http.request("HEAD", "/bkt/k").headers()).containsEntry("x-amz-tagging-count", "1");
    assertThat(http.request("DELETE", "/bkt/k?tagging").status()).isEqualTo(204);
    assertThat(http.request("HEAD", "/bkt/k").headers()).doesNotContainKey("x-amz-tagging-count");
  }

  @Test
  void manyKeysGoWithOneRequest() throws IOException {
    server.put("bkt", "x\u0001y", DIGITS, Map.of());
    byte[] delete =
        "<Delete><Object><Key>k</Key></Object><Object><Key>x&#x1;y</Key></Object></Delete>"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(http.request("POST", "/bkt?delete", delete).status()).isEqualTo(200);
    assertThat(server.keys("bkt")).isEmpty();
  }

  @Test
  void anObjectOfSixGibIsReadByRangesWithoutBeingHeld() throws IOException {
    server.putPattern("bkt", Key.of("huge"), 6L << 30, 1);
    assertThat(http.request("HEAD", "/bkt/huge").headers())
        .containsEntry("content-length", Long.toString(6L << 30));
    RawHttp.Answer end = http.request("GET", "/bkt/huge", "Range: bytes=6442450000-");
    assertThat(end.body()).hasSize(944);
  }
}
