// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import org.jspecify.annotations.Nullable;

/// The part of an object that a `Range` header asks for.
record ByteRange(long first, long length) {
  private static final String UNIT = "bytes=";

  /// The whole object without a header; null where nothing of the object is asked for (416).
  static @Nullable ByteRange of(@Nullable String header, long size) {
    if (header == null || !header.startsWith(UNIT)) return new ByteRange(0, size);
    int dash = header.indexOf('-');
    String from = header.substring(UNIT.length(), dash);
    String to = header.substring(dash + 1);
    if (from.isEmpty()) {
      long tail = Math.min(size, Long.parseLong(to));
      return tail == 0 ? null : new ByteRange(size - tail, tail);
    }
    long first = Long.parseLong(from);
    if (first >= size) return null;
    long last = to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
    return new ByteRange(first, last - first + 1);
  }

  String contentRange(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
