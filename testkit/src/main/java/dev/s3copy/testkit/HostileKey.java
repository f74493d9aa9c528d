// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.core.key.Key;

/// A key that S3 accepts and that something on its way may not.
///
/// @param why what goes wrong in a program that does not expect it
public record HostileKey(Key key, String why) {
  static HostileKey of(String key, String why) {
    return new HostileKey(Key.of(key), why);
  }

  @Override
  public String toString() {
    return key + " (" + why + ")";
  }
}
