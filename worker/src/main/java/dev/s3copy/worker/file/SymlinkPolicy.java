// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// What a listing makes of symbolic links. No policy ever leaves the root.
public enum SymlinkPolicy {
  /// Listed as SYMLINK and never opened: whoever copies skips and counts them.
  SKIP,
  /// A link to a regular file beneath the root is listed and read as that file; every other link
  /// (to a directory, to the outside, dangling) stays a SYMLINK.
  FOLLOW_INSIDE
}
