// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// What a volume is opened for.
public enum VolumeAccess {
  READ,
  /// Reading too. Opening fails where the root cannot be written.
  WRITE
}
