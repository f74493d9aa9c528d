// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of bytes within an object, `[from, until)`.
record ByteRange(long from, long until) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// Null for the whole object: no header, or one that S3 ignores (several ranges, other units).
  static @Nullable ByteRange of(@Nullable String header, long size) throws Refusal {
    Matcher parts = header == null ? null : ONE.matcher(header);
    if (parts == null || !parts.matches()) return null;
    String first = parts.group(1);
    String last = parts.group(2);
    if (first.isEmpty() && last.isEmpty()) return null;
    long from = first.isEmpty() ? Math.max(size - Long.parseLong(last), 0) : Long.parseLong(first);
    long until =
        first.isEmpty() || last.isEmpty() ? size : Math.min(Long.parseLong(last) + 1, size);
    if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < from) return null;
    if (from < until) return new ByteRange(from, until);
    throw Refusal.of(416, "InvalidRange", "The requested range is not satisfiable")
        .with(Headers.builder().add("Content-Range", "bytes */" + size).build());
  }

  /// `x-amz-copy-source-range`: both ends given, both within the object.
  static ByteRange ofCopySource(@Nullable String header, long size) throws Refusal {
    if (header == null) return new ByteRange(0, size);
    Matcher parts = ONE.matcher(header);
    if (!parts.matches() || parts.group(1).isEmpty() || parts.group(2).isEmpty()) {
      throw Refusal.invalidArgument("x-amz-copy-source-range must be bytes=first-last");
    }
    long from = Long.parseLong(parts.group(1));
    long until = Long.parseLong(parts.group(2)) + 1;
    if (from < until && until <= size) return new ByteRange(from, until);
    throw Refusal.of(416, "InvalidRange", "The copy source has " + size + " bytes, not " + header);
  }

  /// Null for the one part of an empty object.
  static @Nullable ByteRange ofPart(String number, List<Content> parts) throws Refusal {
    int wanted;
    try {
      wanted = Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw Refusal.invalidArgument("partNumber is not a number");
    }
    if (wanted < 1 || wanted > parts.size()) {
      throw Refusal.of(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
    }
    long from = 0;
    for (Content part : parts.subList(0, wanted - 1)) from += part.length();
    long until = from + parts.get(wanted - 1).length();
    return from == until ? null : new ByteRange(from, until);
  }

  String header(long size) {
    return "bytes " + from + "-" + (until - 1) + "/" + size;
  }

  long length() {
    return until - from;
  }
}
