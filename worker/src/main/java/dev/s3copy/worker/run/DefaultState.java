// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.validation.CopyManifest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The default folder for the state of a run: one per manifest and mapping.
final class DefaultState {
  private static final int HASH_DIGITS = 12;

  private DefaultState() {}

  static Path folder(CopyManifest copy, String specHash) {
    String namespace = copy.metadata().getNamespace();
    String name =
        (namespace == null ? "" : namespace + "-")
            + copy.name()
            + "-"
            + specHash.substring(0, HASH_DIGITS);
    return base(System.getenv("XDG_STATE_HOME")).resolve("s3copy").resolve(name);
  }

  /// The XDG base directory specification's default is `~/.local/state`.
  private static Path base(@Nullable String configured) {
    if (configured != null && !configured.isBlank()) return Path.of(configured);
    return Path.of(System.getProperty("user.home"), ".local", "state");
  }
}
