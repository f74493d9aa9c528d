// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import org.jspecify.annotations.Nullable;

/// Which keys are also a path below a volume's root, one to one.
///
/// `a//b`, `a/./b` and `a/../b` would open another key's file without leaving the root, so opening
/// beneath the root is no substitute for this check.
public final class FileKey {
  /// Linux: NAME_MAX, bytes in one segment.
  static final int MAX_SEGMENT = 255;

  /// Linux: PATH_MAX is 4096 with the closing NUL.
  static final int MAX_PATH = 4095;

  private static final byte[] TEMPORARY_START = {'.', 's', '3', 'c', 'o', 'p', 'y', '-'};
  private static final byte[] TEMPORARY_END = {'.', 'p', 'a', 'r', 't'};

  /// Hex digits that name the run in a temporary name.
  public static final int RUN_ID_LENGTH = 16;

  /// Why a key cannot be a path.
  public enum Problem {
    EMPTY_SEGMENT("EmptySegment", "has an empty path segment (//)"),
    ABSOLUTE_KEY("AbsoluteKey", "begins with /"),
    DOT_SEGMENT("DotSegment", "has a path segment . or .."),
    NUL_IN_KEY("NulInKey", "contains a NUL byte, which no file name can"),
    NAME_TOO_LONG(
        "NameTooLong", "has a segment of more than 255 bytes or more than 4095 bytes in all"),
    RESERVED_NAME("ReservedName", "is a name that s3copy keeps for its temporary files"),
    DIRECTORY_WITH_DATA("KeyIsDirectoryWithData", "ends in / like a directory, but holds data");

    private final String code;
    private final String reason;

    Problem(String code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    public String code() {
      return code;
    }
  }

  /// Whether a key's file is in the way of a directory that other keys need: `a` and `a/b`.
  public enum Twin {
    NONE,
    PRESENT,
    /// Only a listing of the keys that begin with this key and `/` can decide it.
    UNKNOWN
  }

  private FileKey() {}

  /// The first reason why an object of `size` bytes cannot be a file (or, ending in `/`, a
  /// directory) of this name; null where it can.
  public static @Nullable Problem problem(Key key, long size) {
    byte[] bytes = key.bytes();
    int end = bytes.length;
    if (end > 1 && endsInSlash(key)) {
      if (size > 0) return Problem.DIRECTORY_WITH_DATA;
      end--;
    }
    if (end > 0 && bytes[0] == '/') return Problem.ABSOLUTE_KEY;
    if (end > MAX_PATH) return Problem.NAME_TOO_LONG;
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == 0) return Problem.NUL_IN_KEY;
      if (bytes[i] != '/') continue;
      Problem problem = segment(bytes, start, i);
      if (problem != null) return problem;
      start = i + 1;
    }
    return segment(bytes, start, end);
  }

  /// @throws StoreException `KEY_NOT_REPRESENTABLE` with the problem's code
  public static void require(Key key, long size, String operation) {
    Problem problem = problem(key, size);
    if (problem != null) {
      throw new StoreException(
          Failure.of(
              FailureKind.KEY_NOT_REPRESENTABLE,
              operation,
              problem.code,
              "the path '"
                  + key
                  + "' "
                  + problem.reason
                  + ", so no file can have it; exclude it or copy it to S3"));
    }
  }

  /// Decides by the next key of a listing, which is nearly always enough. `a`, `a.txt`, `a/b`
  /// follow in this order, and what is between `a` and `a/b` has no limit.
  ///
  /// @param next the key listed after `key`, whether selected or not; null where that is not known
  public static Twin twin(Key key, @Nullable Key next) {
    if (endsInSlash(key)) return Twin.NONE;
    if (next == null) return Twin.UNKNOWN;
    if (!next.startsWith(key) || next.length() == key.length()) return Twin.NONE;
    int following = next.bytes()[key.length()] & 0xff;
    if (following == '/') return Twin.PRESENT;
    return following < '/' ? Twin.UNKNOWN : Twin.NONE;
  }

  /// Of `a` and `a/b` the directory wins, for it holds any number of keys and the file is one.
  public static Failure twinWins(Key key) {
    return Failure.of(
        FailureKind.KEY_COLLISION,
        "create",
        "KeyCollision",
        "other keys begin with "
            + key
            + "/, so a directory takes the place of this file; rename it");
  }

  private static boolean endsInSlash(Key key) {
    return key.length() > 0 && key.bytes()[key.length() - 1] == '/';
  }

  private static @Nullable Problem segment(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 0) return Problem.EMPTY_SEGMENT;
    if (length > MAX_SEGMENT) return Problem.NAME_TOO_LONG;
    if (bytes[start] != '.') return null;
    if (length == 1 || (length == 2 && bytes[start + 1] == '.')) return Problem.DOT_SEGMENT;
    return isTemporary(bytes, start, end) ? Problem.RESERVED_NAME : null;
  }

  /// Whether the segment is a temporary name of some run: `.s3copy-`, 16 hex digits, `-`, hex
  /// digits, `.part`. Nothing wider is reserved.
  public static boolean isTemporary(byte[] bytes, int start, int end) {
    int run = start + TEMPORARY_START.length;
    int dash = run + RUN_ID_LENGTH;
    int last = end - TEMPORARY_END.length;
    return last > dash + 1
        && matches(bytes, start, TEMPORARY_START)
        && matches(bytes, last, TEMPORARY_END)
        && bytes[dash] == '-'
        && isHex(bytes, run, dash)
        && isHex(bytes, dash + 1, last);
  }

  private static boolean matches(byte[] bytes, int at, byte[] expected) {
    for (int i = 0; i < expected.length; i++) if (bytes[at + i] != expected[i]) return false;
    return true;
  }

  private static boolean isHex(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean hex = (bytes[i] >= '0' && bytes[i] <= '9') || (bytes[i] >= 'a' && bytes[i] <= 'f');
      if (!hex) return false;
    }
    return true;
  }
}
