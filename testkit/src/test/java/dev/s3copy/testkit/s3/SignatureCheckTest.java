// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.MessageHead;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the S3 documentation, "Signature Calculations for the Authorization Header".
class SignatureCheckTest {
  private static final Instant EXAMPLE = Instant.parse("2013-05-24T00:00:00Z");
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final Identity IDENTITY =
      new Identity(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", false);

  private static SignatureCheck at(Instant now) {
    return new SignatureCheck(IDENTITY, InstantSource.fixed(now));
  }

  private static S3Request request(String start, Headers more, String signed, String signature) {
    Headers headers =
        Headers.builder()
            .add("Host", "examplebucket.s3.amazonaws.com")
            .add("x-amz-date", "20130524T000000Z")
            .addAll(more)
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256"
                    + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                    + ("SignedHeaders=" + signed + ",Signature=" + signature))
            .build();
    return S3Request.of(new MessageHead(start, headers));
  }

  private static S3Request bodyless(String target, String signature) {
    Headers hash = Headers.builder().add("x-amz-content-sha256", EMPTY).build();
    String signed = "host;x-amz-content-sha256;x-amz-date";
    return request("GET " + target + " HTTP/1.1", hash, signed, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "/?lifecycle,fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "/?max-keys=2&prefix=J,34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    "/?prefix=J&max-keys=2,34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  })
  void aPublishedSignatureWithoutBodyHolds(String target, String signature) {
    assertThatCode(() -> at(EXAMPLE).check(bodyless(target, signature))).doesNotThrowAnyException();
  }

  @Test
  void aPublishedSignatureOfARangedGetHolds() {
    Headers more =
        Headers.builder().add("Range", "bytes=0-9").add("x-amz-content-sha256", EMPTY).build();
    S3Request request =
        request(
            "GET /test.txt HTTP/1.1",
            more,
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assertThatCode(() -> at(EXAMPLE).check(request)).doesNotThrowAnyException();
  }

  @Test
  void aPublishedSignatureOfAPutHolds() {
    Headers more =
        Headers.builder()
            .add("Date", "Fri, 24 May 2013 00:00:00 GMT")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add(
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
            .build();
    S3Request request =
        request(
            "PUT /test%24file.text HTTP/1.1",
            more,
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    assertThatCode(() -> at(EXAMPLE).check(request)).doesNotThrowAnyException();
  }

  @Test
  void aChangedTargetIsRefused() {
    S3Request request =
        bodyless(
            "/?max-keys=3&prefix=J",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    assertThat(refusal(at(EXAMPLE), request)).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void aClockAQuarterOfAnHourOffIsRefused() {
    S3Request request =
        bodyless("/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    assertThat(refusal(at(EXAMPLE.plusSeconds(901)), request)).isEqualTo("RequestTimeTooSkewed");
    assertThat(refusal(at(EXAMPLE.minusSeconds(901)), request)).isEqualTo("RequestTimeTooSkewed");
  }

  @Test
  void noSignatureIsRefused() {
    S3Request request = S3Request.of(new MessageHead("GET / HTTP/1.1", Headers.NONE));
    assertThat(refusal(at(EXAMPLE), request)).isEqualTo("AccessDenied");
  }

  private static String refusal(SignatureCheck check, S3Request request) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> check.check(request));
    return refusal.code();
  }
}
