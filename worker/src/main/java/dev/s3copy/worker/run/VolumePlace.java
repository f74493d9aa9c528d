// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.nio.file.Path;

/// Where a claim's folder is.
///
/// @param root is trusted: somebody who may mount or map volumes chose it
/// @param below is not: whoever fills the volume may have put a symbolic link in its way
public record VolumePlace(Path root, String below) {
  Path folder() {
    return root.resolve(below);
  }
}
