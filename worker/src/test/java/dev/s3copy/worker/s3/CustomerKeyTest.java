// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerKeyTest {
  private static final byte[] BYTES =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
  private static final String KEY = "x-amz-server-side-encryption-customer-key";

  private final BucketOptions options = BucketOptions.NONE.withEncryption(CustomerKey.of(BYTES));
  private final ScriptedServer server = new ScriptedServer();

  @Test
  void base64IsTheSameKey() {
    CustomerKey key = CustomerKey.of((BASE64 + "\r\n").getBytes(StandardCharsets.US_ASCII));
    assertThat(key.headers())
        .extracting(Header::value)
        .containsExactly("AES256", BASE64, "hRasmdxgYDKV3nvbahU1MA==");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "too short", "MDEyMzQ1", "0123456789abcdef0123456789abcdef\n"})
  @DisplayName("P-15 what is no key is not shown")
  void anythingElseIsRefused(String content) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CustomerKey.of(content.getBytes(StandardCharsets.US_ASCII)))
        .withMessage("not 32 bytes, neither as they are nor in base64")
        .withNoCause();
  }

  @Test
  @DisplayName("P-15 a request in words does not show the key")
  void requestsHideTheKey() {
    String line = server.bucket("b", options).head(Key.of("k")).toString();
    assertThat(line).contains(KEY + "=***").doesNotContain(BASE64);
    assertThat(options.toString()).doesNotContain(BASE64);
  }

  @ParameterizedTest
  @EnumSource(S3Operation.class)
  void everyRequestThatNeedsTheKeyHasIt(S3Operation operation) {
    boolean needed =
        switch (operation) {
          case HEAD, GET, PUT, COPY, CREATE_UPLOAD, UPLOAD_PART, COPY_PART, COMPLETE -> true;
          case LIST, TAGGING, STORED_TAGGING, PUT_TAGGING, DELETE, ABORT -> false;
        };
    S3Request request =
        new BucketRequests(server, server.bucket("b").location(), options)
            .object(operation, Key.of("k"));
    assertThat(request.hasHeader(KEY)).isEqualTo(needed);
  }

  @Test
  void aCopyHasTheKeysOfBothSides() {
    S3Bucket from = server.bucket("from", options);
    S3Bucket to = server.bucket("to", options);
    assertThat(to.copyPart(from, Key.of("s"), "", Key.of("k"), "id", 1, 0, 1).toString())
        .contains(" " + KEY + "=", " x-amz-copy-source-server-side-encryption-customer-key=");
  }
}
