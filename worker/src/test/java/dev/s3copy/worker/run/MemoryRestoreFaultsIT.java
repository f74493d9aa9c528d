// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.worker.file.MemoryTempDir;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Where bytes go straight from the network into files.
class MemoryRestoreFaultsIT extends RestoreFaults {
  @TempDir(factory = MemoryTempDir.class)
  Path memory;

  @Override
  Path folder() {
    return memory;
  }
}
