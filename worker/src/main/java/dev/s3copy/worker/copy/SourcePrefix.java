// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.util.Arrays;

/// What a source's prefix leaves of a key, where that is no path of a file: `x` leaves nothing of
/// the key `x`, and `photos` leaves `/a` of `photos/a`.
final class SourcePrefix {
  private static final byte SLASH = '/';

  private SourcePrefix() {}

  /// @param rest of the source's key after the prefix
  /// @throws StoreException `KEY_NOT_REPRESENTABLE`, with the prefix that would do
  static void requirePath(Key source, Key rest) {
    int length = source.length() - rest.length();
    if (length <= 0 || source.bytes()[length - 1] == SLASH) return;
    String prefix = Key.ofBytes(Arrays.copyOf(source.bytes(), length)).toString();
    if (rest.isEmpty()) {
      throw failure(
          "NoKeyLeft",
          "is the source's prefix itself, so nothing is left of it to name a file; %s and name"
                  .formatted(parent(prefix))
              + " the object in select.include");
    }
    if (rest.bytes()[0] == SLASH) {
      throw failure(
          "PrefixWithoutSlash",
          "the source's prefix '%s' lacks its slash, so '%s' is left of the key, which no file can"
                  .formatted(prefix, rest)
              + " have; write prefix: %s/".formatted(prefix));
    }
  }

  private static String parent(String prefix) {
    int slash = prefix.lastIndexOf('/');
    return slash < 0 ? "write no prefix" : "write prefix: " + prefix.substring(0, slash + 1);
  }

  private static StoreException failure(String code, String message) {
    return new StoreException(
        Failure.of(FailureKind.KEY_NOT_REPRESENTABLE, "create", code, message));
  }
}
