// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.core.key.Key;
import java.util.HexFormat;
import java.util.List;

/// Keys that are not UTF-8. S3 itself refuses them, other servers do not.
final class HostileBytes {
  private HostileBytes() {}

  static List<HostileKey> keys() {
    return List.of(
        of("ff", "in no UTF-8 text"),
        of("61ff62", "in no UTF-8 text, between letters"),
        of("636166e9", "Latin-1"),
        of("82a0", "Shift JIS"),
        of("c3", "ends within a character"),
        of("c328", "begins a character that does not go on"),
        of("80", "goes on with a character that did not begin"),
        of("c0af", "a slash written in two bytes"),
        of("c0aec0ae2f78", "two dots written in two bytes each"),
        of("c080", "NUL written in two bytes, as Java does inside"),
        of("eda080", "half of a surrogate pair"),
        of("eda0bdedb880", "a surrogate pair in six bytes"),
        of("f4908080", "beyond U+10FFFF"),
        of("fe", "sorts after all UTF-8"));
  }

  private static HostileKey of(String hex, String why) {
    return new HostileKey(Key.ofBytes(HexFormat.of().parseHex(hex)), why);
  }
}
