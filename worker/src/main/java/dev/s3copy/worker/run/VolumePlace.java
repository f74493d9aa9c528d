// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.nio.file.Path;

/// Where a claim's folder is.
///
/// @param root trusted, because only somebody who may mount or map volumes can choose it
/// @param below not trusted: anybody who can write to the volume may have put a symbolic link there
public record VolumePlace(Path root, String below) {
  Path folder() {
    return root.resolve(below);
  }
}
