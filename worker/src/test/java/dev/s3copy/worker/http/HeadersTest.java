// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
  @Test
  void findsTheFirstOfANameInWhateverCase() {
    Headers headers = of(UTF_8, "ETag", "\"one\"", "Content-Length", "7", "etag", "\"two\"");

    assertThat(headers.find("etag")).isEqualTo("\"one\"");
    assertThat(headers.find("content-length")).isEqualTo("7");
    assertThat(headers.find("content-type")).isNull();
    assertThat(Headers.NONE.find("etag")).isNull();
  }

  @Test
  void visitsThoseThatBeginSoInTheirOrderWithNamesInLowerCase() {
    List<String> seen = new ArrayList<>();
    Headers headers =
        of(UTF_8, "X-Amz-Meta-B", "", "x-amz", "-", "x-amz-meta-A", "1", "Date", "today");

    headers.each("x-amz-meta-", (name, value) -> seen.add(name + "=" + value));

    assertThat(seen).containsExactly("x-amz-meta-b=", "x-amz-meta-a=1");
  }

  @Test
  void readsUtf8WhereItIsThatAndSingleBytesElsewhere() {
    assertThat(of(UTF_8, "x", "Grüße").find("x")).isEqualTo("Grüße");
    assertThat(of(ISO_8859_1, "x", "Grüße").find("x")).isEqualTo("Grüße");
  }

  private static Headers of(Charset charset, String... namesAndValues) {
    ByteBuffer wire = ByteBuffer.allocate(1024);
    for (String text : namesAndValues) {
      byte[] bytes = text.getBytes(charset);
      wire.putInt(bytes.length).put(bytes);
    }
    return Headers.copyOf(wire.flip());
  }
}
