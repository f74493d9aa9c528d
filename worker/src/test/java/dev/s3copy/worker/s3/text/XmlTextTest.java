// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlTextTest {
  @ParameterizedTest
  @CsvSource({
    "<A><Code>x</Code></A>, x",
    "<A><Code/><Message>m</Message></A>, ''",
    "<A><Code /></A>, ''",
    "<A><Code></Code></A>, ''",
    "<A><Code a=\"b\">x</Code></A>, x",
    "<A><CodeX>no</CodeX><Code>x</Code></A>, x",
    "<A><Code>a &amp; b</Code></A>, a & b",
  })
  void readsTheTextOfAnElement(String document, String text) {
    assertThat(first(document)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"<A></A>", "<Code", "<Code>", "<Code>x", "''", "<CodeX>x</CodeX>"})
  void thereMayBeNone(String document) {
    assertThat(first(document)).isNull();
  }

  private static @org.jspecify.annotations.Nullable String first(String document) {
    byte[] bytes = document.getBytes(UTF_8);
    return XmlText.first(bytes, bytes.length, "Code");
  }

  @Test
  void tellsWhereAnElementEnds() {
    byte[] bytes = "<V/><V>x</V>".getBytes(UTF_8);
    int[] end = {0};
    assertThat(XmlText.next(bytes, 0, bytes.length, "V", end)).isEmpty();
    assertThat(XmlText.next(bytes, end[0], bytes.length, "V", end)).isEqualTo("x");
    assertThat(XmlText.next(bytes, end[0], bytes.length, "V", end)).isNull();
  }
}
