// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

/// One thing wrong with a manifest.
///
/// @param path the field, such as `spec.source.s3.bucket`; for a file that cannot be read or parsed
/// its name, with line and column where known
/// @param message what is wrong and what to do, in the API server's words for what it would reject
/// too
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
