// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.worker.s3.text.MalformedReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  @ParameterizedTest
  @CsvSource({
    "<Tag><Key>a</Key><Value>b</Value></Tag>, a=b",
    "<Tag><Key>a</Key><Value/></Tag><Tag><Key>c</Key><Value>d</Value></Tag>, a=&c=d",
    "<Tag><Key>c</Key><Value>d</Value></Tag><Tag><Key>a</Key><Value></Value></Tag>, c=d&a=",
    "'', ''",
  })
  void turnsADocumentIntoAHeader(String tags, String header) {
    assertThat(headerForm(tags)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<Error><Code>x</Code></Error>",
        "<html><Tagging></Tagging></html>",
        "<TaggingX/>"
      })
  void whatIsNoDocumentOfTagsIsNotReadAsNone(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    assertThatThrownBy(() -> Tags.headerForm(bytes, bytes.length))
        .isInstanceOf(MalformedReply.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<Tagging xmlns=\"http://x/\"><TagSet/></Tagging>",
        "<Tagging/>",
        "<ns2:Tagging><TagSet></TagSet></ns2:Tagging>"
      })
  void documentWithoutTagsIsOne(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    assertThat(Tags.headerForm(bytes, bytes.length)).isEmpty();
  }

  @Test
  void aTagNeverTakesTheValueOfAnother() {
    assertThatThrownBy(
            () -> headerForm("<Tag><Key>a</Key></Tag><Tag><Key>c</Key><Value>d</Value></Tag>"))
        .isInstanceOf(MalformedReply.class)
        .hasMessageContaining("'a'");
  }

  private static String headerForm(String tags) {
    byte[] bytes = ("<Tagging><TagSet>" + tags + "</TagSet></Tagging>").getBytes(UTF_8);
    return Tags.headerForm(bytes, bytes.length);
  }
}
