// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static byte[] range(Content content, long from, long until) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out, from, until);
    return out.toByteArray();
  }

  private static Content built(byte[] bytes, long expected, int step) {
    ContentBuilder builder = new ContentBuilder(expected);
    for (int at = 0; at < bytes.length; at += step) {
      builder.append(bytes, at, Math.min(step, bytes.length - at));
    }
    return builder.build();
  }

  @Test
  void whatIsBuiltPieceByPieceReadsBackWholeAndInRanges() throws IOException {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 4095, 4096, 4097, 8192, 50_000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      if (length > 20_000) Arrays.fill(bytes, 4096, 16_384, (byte) 0);
      for (long expected : new long[] {-1, 0, length}) {
        Content content = built(bytes, expected, 1000);
        assertThat(content.length()).isEqualTo(length);
        assertThat(content.bytes()).isEqualTo(bytes);
        int from = length / 3;
        int until = length - length / 5;
        assertThat(range(content, from, until)).isEqualTo(Arrays.copyOfRange(bytes, from, until));
      }
    }
  }

  @Test
  void aPatternOfSixGibReadsTheSameInAnyRange() throws IOException {
    long length = 6L << 30;
    Content pattern = Content.pattern(length, 42);
    long mark = (5L << 30) + 3 * Content.STRIDE;
    byte[] around = range(pattern, mark - 10, mark + 30);
    byte[] halves = new byte[40];
    System.arraycopy(range(pattern, mark - 10, mark + 5), 0, halves, 0, 15);
    System.arraycopy(range(pattern, mark + 5, mark + 30), 0, halves, 15, 25);
    assertThat(around).isEqualTo(halves);
    assertThat(range(pattern, mark, mark + 16)).isNotEqualTo(range(pattern, 0, 16));
    assertThat(range(pattern, length - 3, length)).hasSize(3);
  }

  @Test
  void partsAndSlicesReadAsOne() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(5).nextBytes(bytes);
    Content whole = Content.of(bytes);
    Content joined =
        Content.Joined.of(
            List.of(
                new Content.Slice(whole, 0, 3000),
                new Content.Slice(whole, 3000, 3000),
                new Content.Slice(whole, 3000, 10_000)));
    assertThat(joined.bytes()).isEqualTo(bytes);
    assertThat(range(joined, 2999, 3001)).isEqualTo(Arrays.copyOfRange(bytes, 2999, 3001));
    assertThat(Etags.ofContent(joined)).isEqualTo(Etags.ofContent(whole));
  }
}
