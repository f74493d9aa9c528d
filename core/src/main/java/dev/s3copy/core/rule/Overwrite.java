// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

/// What to do where the destination already has the key.
public enum Overwrite {
  /// Replace it unless it is known to be equal (see [Comparison]).
  IF_DIFFERENT,
  /// Replace it only if the source was modified later.
  IF_NEWER,
  NEVER,
  ALWAYS
}
