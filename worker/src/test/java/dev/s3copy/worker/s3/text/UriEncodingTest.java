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
  void keeps_unreserved_bytes_and_encodes_every_other_one() {
    for (int c = 0; c < 256; c++) {
      boolean kept = c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      String expected = kept ? Character.toString(c) : "%%%02X".formatted(c);
      assertThat(path((byte) c)).isEqualTo(expected);
    }
  }

  @Test
  void does_not_normalise_paths() {
    String key = "//a/./b/../../c//";
    assertThat(path(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(key);
  }

  @Test
  void encodes_slashes_in_queries() {
    assertThat(UriEncoding.query("a/b+ä")).isEqualTo("a%2Fb%2B%C3%A4");
  }
}
