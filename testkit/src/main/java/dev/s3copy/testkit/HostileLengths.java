// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.util.List;
import java.util.Map;

/// Keys at the limits: 1024 bytes in S3, 255 bytes of one name and 4096 of a path on Linux.
final class HostileLengths {
  private static final int MAX_KEY = 1024;
  private static final int MAX_NAME = 255;

  private HostileLengths() {}

  static List<HostileKey> keys() {
    Map<String, String> all = HostileKeys.reasons();
    String name = "n".repeat(MAX_NAME);
    HostileKeys.add(all, "one byte", "x", "_");
    HostileKeys.add(all, "the longest name of a file", name, "d/" + name);
    HostileKeys.add(all, "no room for a suffix of a temporary name", "t".repeat(MAX_NAME - 1));
    HostileKeys.add(all, "a name too long for a file", name + "n", "d/" + name + "n", name + "n/f");
    HostileKeys.add(all, "too long in bytes, not in characters", "\u00e9".repeat(128));
    HostileKeys.add(all, "the longest key", "k".repeat(MAX_KEY), "\u00e9".repeat(MAX_KEY / 2));
    HostileKeys.add(all, "three bytes a character on the wire", "%".repeat(MAX_KEY));
    HostileKeys.add(all, "six bytes a character in XML", "\"".repeat(MAX_KEY));
    HostileKeys.add(all, "the longest key in names that fit", fitting(name));
    HostileKeys.add(all, "512 folders deep", "d/".repeat(511) + "ff");
    HostileKeys.add(all, "512 folders and no file", "d/".repeat(512));
    HostileKeys.add(all, "1024 empty segments", "/".repeat(MAX_KEY));
    HostileKeys.add(all, "four bytes at the end", "e".repeat(MAX_KEY - 4) + "\ud83d\ude00");
    HostileKeys.add(
        all, "differs from the longest in its last byte", "k".repeat(MAX_KEY - 1) + "l");
    return HostileKeys.list(all);
  }

  private static String fitting(String name) {
    return (name + "/").repeat(4).substring(0, MAX_KEY);
  }
}
