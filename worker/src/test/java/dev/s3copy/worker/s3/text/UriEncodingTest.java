// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UriEncodingTest {
  private static String path(byte... bytes) {
    StringBuilder out = new StringBuilder();
    UriEncoding.appendPath(out, bytes);
    return out.toString();
  }

  @Test
  void keepsUnreservedBytesAndEncodesEveryOtherOne() {
    for (int c = 0; c < 256; c++) {
      boolean kept = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      String expected = kept ? Character.toString(c) : "%%%02X".formatted(c);
      assertThat(path((byte) c)).isEqualTo(expected);
    }
  }

  @Test
  void doesNotNormalisePaths() {
    String key = "//a/./b/../../c//";
    assertThat(path(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(key);
  }

  @Test
  void encodesSlashesInQueries() {
    assertThat(UriEncoding.query("a/b+ä")).isEqualTo("a%2Fb%2B%C3%A4");
  }
}
