// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.worker.run.LocalReferences;
import dev.s3copy.worker.run.LocalRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The manifest and what stands in for the cluster objects it names.
final class ManifestOptions {
  static final String RESTART = "--restart";

  @Parameters(paramLabel = "FILE", description = "Manifest (YAML) of kind S3Copy")
  Path file = Path.of("");

  @Option(
      names = "--volume",
      paramLabel = "CLAIM=DIR",
      description = "The folder that stands for a PersistentVolumeClaim")
  Map<String, Path> volumes = new LinkedHashMap<>();

  @Option(
      names = "--secret",
      paramLabel = "NAME=PATH",
      description = {
        "The credentials that stand for a Secret: a folder with one file per key, or an env file.",
        "Keys: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, optionally AWS_SESSION_TOKEN.",
        "Without it, the standard AWS chain of this machine is used."
      })
  Map<String, Path> secrets = new LinkedHashMap<>();

  @Option(
      names = "--config-map",
      paramLabel = "NAME=PATH",
      description = "The folder or file that stands for a ConfigMap (a CA bundle)")
  Map<String, Path> configMaps = new LinkedHashMap<>();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where progress is kept (default: a folder per manifest in ~/.local/state/s3copy)")
  @Nullable Path state;

  @Option(names = RESTART, description = "Forget the saved progress of this manifest")
  boolean restart;

  @Option(
      names = "--memory-budget",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "Bytes in flight at most, such as 64MiB (default: chosen from the heap)")
  @Nullable Long memoryBudget;

  LoadedManifest load(Screen screen) {
    return Manifests.load(file, screen);
  }

  LocalRun.Options runOptions(LoadedManifest loaded) {
    return new LocalRun.Options(
        loaded.copy(),
        loaded.canonicalSpecJson(),
        new LocalReferences(volumes, secrets, configMaps),
        state,
        restart,
        memoryBudget);
  }
}
