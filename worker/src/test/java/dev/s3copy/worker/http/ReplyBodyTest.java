// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyBodyTest {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  @Test
  void makesNoRoomForABodyThatIsOnlyAnnounced() {
    ReplyBody head = new ReplyBody(null);
    head.begin(OK, announcing("5368709120"));
    assertThat(head.array().length).as("the answer to a HEAD").isZero();
  }

  @Test
  void collectsWhatComes() {
    ReplyBody body = new ReplyBody(null);
    body.begin(OK, announcing("3"));
    assertThat(body.accept(bytes(1, 2))).isTrue();
    assertThat(body.accept(bytes(3))).isTrue();
    assertThat(body.accept(bytes(4))).as("more than announced").isTrue();
    assertThat(body.array()).startsWith(1, 2, 3, 4);
    assertThat(body.arrayLength()).isEqualTo(4);
    assertThat(body.received()).isEqualTo(4);
  }

  @Test
  void putsASuccessfulBodyWhereItIsWantedAndAnErrorElsewhere() {
    ByteBuffer into = ByteBuffer.allocateDirect(2);
    ReplyBody found = new ReplyBody(new Into(into));
    found.begin(OK, announcing("2"));
    assertThat(found.accept(bytes(1, 2))).isTrue();
    assertThat(found.accept(bytes(3))).as("more than there is room for").isFalse();
    assertThat(into.get(1)).isEqualTo((byte) 2);

    ReplyBody missing = new ReplyBody(new Into(ByteBuffer.allocateDirect(0)));
    missing.begin(NOT_FOUND, Headers.NONE);
    assertThat(missing.accept(bytes(7))).isTrue();
    assertThat(missing.array()).startsWith(7);
  }

  private record Into(ByteBuffer buffer) implements BodySink {
    @Override
    public long room() {
      return buffer.remaining();
    }

    @Override
    public void accept(ByteBuffer chunk) {
      buffer.put(chunk);
    }
  }

  private static Headers announcing(String length) {
    String name = "Content-Length";
    ByteBuffer wire = ByteBuffer.allocate(100);
    wire.putInt(name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    wire.putInt(length.length()).put(length.getBytes(StandardCharsets.US_ASCII));
    return Headers.copyOf(wire.flip());
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(values.length);
    for (int value : values) bytes.put((byte) value);
    return bytes.flip();
  }
}
