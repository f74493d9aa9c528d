// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples published for S3 in "Signature Calculations for the Authorization Header".
class SigV4Test {
  private static final S3Credentials PUBLISHED =
      new S3Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "");
  private static final SigningTime TIME = SigningTime.of(Instant.parse("2013-05-24T00:00:00Z"));
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String HOST = "host:examplebucket.s3.amazonaws.com\n";

  private final SigV4 signer = new SigV4("us-east-1", "s3");

  private String signature(String canonicalRequest, String signedHeaders) {
    String authorization = signer.authorization(PUBLISHED, TIME, canonicalRequest, signedHeaders);
    assertThat(authorization)
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders="
                + signedHeaders
                + ", Signature=");
    return authorization.substring(authorization.lastIndexOf('=') + 1);
  }

  @Test
  void signsThePublishedGetOfAnObject() {
    String request =
        "GET\n/test.txt\n\n"
            + HOST
            + "range:bytes=0-9\nx-amz-content-sha256:"
            + EMPTY
            + "\nx-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n"
            + EMPTY;
    assertThat(signature(request, "host;range;x-amz-content-sha256;x-amz-date"))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsThePublishedPutOfAnObject() {
    String hash = SigV4.hexSha256("Welcome to Amazon S3.");
    assertThat(hash).isEqualTo("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    String headers = "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class";
    String request =
        "PUT\n/test%24file.text\n\ndate:Fri, 24 May 2013 00:00:00 GMT\n"
            + HOST
            + "x-amz-content-sha256:"
            + hash
            + "\nx-amz-date:20130524T000000Z\nx-amz-storage-class:REDUCED_REDUNDANCY\n\n"
            + headers
            + "\n"
            + hash;
    assertThat(signature(request, headers))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @ParameterizedTest
  @CsvSource({
    "lifecycle=, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
  })
  void signsThePublishedBucketRequests(String query, String signature) {
    String request =
        "GET\n/\n"
            + query
            + "\n"
            + HOST
            + "x-amz-content-sha256:"
            + EMPTY
            + "\nx-amz-date:20130524T000000Z\n\nhost;x-amz-content-sha256;x-amz-date\n"
            + EMPTY;
    assertThat(signature(request, "host;x-amz-content-sha256;x-amz-date")).isEqualTo(signature);
  }

  @Test
  void derivesANewKeyForAnotherDayAndForOtherCredentials() {
    String first = signer.authorization(PUBLISHED, TIME, "x", "host");
    SigningTime tomorrow = SigningTime.of(Instant.parse("2013-05-25T00:00:00Z"));
    S3Credentials other = new S3Credentials("AKIAIOSFODNN7EXAMPLE", "another", "");
    assertThat(signer.authorization(PUBLISHED, tomorrow, "x", "host")).isNotEqualTo(first);
    assertThat(signer.authorization(other, TIME, "x", "host")).isNotEqualTo(first);
    assertThat(signer.authorization(PUBLISHED, TIME, "x", "host")).isEqualTo(first);
  }
}
