// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes body chunks on an event loop, into the caller's sink or into an array of its own.
final class ReplyBody {
  /// An error document larger than this is not one; it also bounds what a hostile server can make
  /// us hold.
  private static final int MAX_ERROR_BYTES = 1 << 20;

  /// A LIST page: 1 000 keys of 1 024 bytes, each byte percent-encoded, and what surrounds them.
  private static final int MAX_RESULT_BYTES = 8 << 20;

  /// Any number with this many digits fits a long.
  private static final int MAX_DIGITS = 18;

  private static final byte[] NOTHING = {};

  private final @Nullable BodySink into;
  private boolean direct;
  private int limit = MAX_ERROR_BYTES;

  /// The announced bytes may never come: the answer to a HEAD gives the size of a whole object, and
  /// has no body.
  private int expected;

  private byte[] array = NOTHING;
  private int length;
  private long received;

  ReplyBody(@Nullable BodySink into) {
    this.into = into;
  }

  void begin(int status, Headers headers) {
    boolean success = status >= 200 && status < 300;
    direct = success && into != null;
    limit = success ? MAX_RESULT_BYTES : MAX_ERROR_BYTES;
    if (direct && into != null) into.begin(headers);
    else expected = Math.clamp(announcedLength(headers), 0, limit);
  }

  /// Returns false when the body is larger than it may be.
  boolean accept(ByteBuffer chunk) {
    int more = chunk.remaining();
    received += more;
    if (direct && into != null) {
      if (more > into.room()) return false;
      into.accept(chunk);
      return true;
    }
    if (length + more > limit) return false;
    if (length + more > array.length) grow(more);
    chunk.get(array, length, more);
    length += more;
    return true;
  }

  private static long announcedLength(Headers headers) {
    String length = headers.find("content-length");
    return length == null || length.length() > MAX_DIGITS ? -1 : Long.parseLong(length);
  }

  private void grow(int more) {
    array =
        Arrays.copyOf(
            array, Math.min(limit, Math.max(Math.max(expected, 2 * array.length), length + more)));
  }

  byte[] array() {
    return array;
  }

  int arrayLength() {
    return length;
  }

  long received() {
    return received;
  }
}
