// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.bench.KeptBucket.Piece;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final byte[] CHUNKED =
      String.join(
              "\r\n",
              "a;chunk-signature=00",
              "0123456789",
              "3",
              "abc",
              "0",
              "x-amz-checksum-crc32:AAAAAA==",
              "",
              "")
          .getBytes(US_ASCII);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void decodesAwsChunkedHoweverItIsCutUp(int step) {
    Body body = new Body(CHUNKED.length, true, true);
    for (int at = 0; at < CHUNKED.length; at += step) {
      body.accept(ByteBuffer.wrap(CHUNKED, at, Math.min(step, CHUNKED.length - at)));
    }
    Piece piece = body.piece();
    assertThat(piece.body()).isEqualTo(ByteBuffer.wrap("0123456789abc".getBytes(US_ASCII)));
    assertThat(piece.size()).isEqualTo(13);
    assertThat(body.encodedLeft()).isZero();
  }

  @Test
  void leavesTheNextRequestInTheBuffer() {
    ByteBuffer in = ByteBuffer.wrap("helloGET /".getBytes(US_ASCII));
    Body body = new Body(5, false, false);
    body.accept(in);
    CRC32 crc = new CRC32();
    crc.update("hello".getBytes(US_ASCII));
    assertThat(body.piece()).isEqualTo(new Piece(5, (int) crc.getValue(), null));
    assertThat(in.remaining()).isEqualTo(5);
  }
}
