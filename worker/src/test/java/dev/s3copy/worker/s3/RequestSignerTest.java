// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.crt.http.HttpHeader;

class RequestSignerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
  private static final BucketAddress LOCATION =
      new BucketAddress(URI.create("http://127.0.0.1:9000"), "us-east-1", "b", true);

  private final RequestSigner signer = new RequestSigner("us-east-1", new SigningClock(CLOCK));

  private static S3Request put() {
    return new S3Request(S3Operation.PUT, LOCATION, Key.of("k"), "/b/k", "")
        .header("x-amz-meta-note", " two  blanks ")
        .header("if-none-match", "*")
        .body(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, String> headers(S3Request request, S3Credentials credentials) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpHeader header : signer.headers(request, credentials)) {
      headers.put(header.getName(), header.getValue());
    }
    return headers;
  }

  @Test
  void signsWhatS3RequiresAndLeavesTheRestToProxies() {
    Map<String, String> headers = headers(put(), new S3Credentials("id", "secret", "token"));
    assertThat(headers)
        .containsEntry("host", "127.0.0.1:9000")
        .containsEntry("content-length", "5")
        .containsEntry("x-amz-date", "20130524T000000Z")
        .containsEntry("x-amz-security-token", "token")
        .containsEntry("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
        .containsEntry("x-amz-meta-note", " two  blanks ");
    assertThat(headers.get("authorization"))
        .contains(
            "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-note;"
                + "x-amz-security-token,")
        .doesNotContain("secret", "if-none-match");
  }

  @Test
  void sendsAnonymousRequestsUnsigned() {
    assertThat(headers(put(), S3Credentials.ANONYMOUS))
        .containsKey("host")
        .doesNotContainKeys("authorization", "x-amz-date", "x-amz-content-sha256");
  }

  @Test
  void hashesTheBodyWhereTheServerWantsIt() {
    signer.signPayloadFromNow();
    S3Request request = put();
    assertThat(headers(request, new S3Credentials("id", "secret", "")))
        .containsEntry(
            "x-amz-content-sha256",
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assertThat(request.bodyLength()).isEqualTo(5);
  }

  @Test
  void leavesTheRequestAsItWasSoThatItCanBeSignedAgain() {
    S3Request request = put();
    Map<String, String> first = headers(request, new S3Credentials("id", "secret", ""));
    assertThat(headers(request, new S3Credentials("id", "secret", ""))).isEqualTo(first);
    assertThat(request.headers()).hasSize(2);
  }

  @Test
  void adoptsTheServersTime() {
    SigningClock clock = new SigningClock(CLOCK);
    assertThat(clock.adopt("Fri, 24 May 2013 00:20:00 GMT")).hasMinutes(20);
    assertThat(clock.now().stamp()).isEqualTo("20130524T002000Z");
    assertThat(clock.adopt("yesterday")).isNull();
    assertThat(clock.now().stamp()).isEqualTo("20130524T002000Z");
  }

  @Test
  void credentialsNeverPrintThemselves() {
    assertThat(new S3Credentials("canary-id", "canary-secret", "canary-token").toString())
        .doesNotContain("canary");
  }
}
