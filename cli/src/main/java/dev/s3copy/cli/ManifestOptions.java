// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.worker.run.LocalReferences;
import dev.s3copy.worker.run.LocalRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manifest, and the files and folders that replace the cluster objects it names.
final class ManifestOptions {
  static final String RESTART = "--restart";

  private final PositionalParamSpec file = CommandForm.manifest();

  private final OptionSpec volumes =
      paths("--volume")
          .paramLabel("CLAIM=DIR")
          .description("The folder that stands for a PersistentVolumeClaim")
          .build();

  private final OptionSpec secrets =
      paths("--secret")
          .paramLabel("NAME=PATH")
          .description(
              "What stands for a Secret: a folder with one file per key; for credentials also an"
                  + " env file, or the AWS credentials file itself where the manifest names a"
                  + " profile.",
              "Keys: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, optionally AWS_SESSION_TOKEN.",
              "Without it, the standard AWS chain of this machine is used.")
          .build();

  private final OptionSpec configMaps =
      paths("--config-map")
          .paramLabel("NAME=PATH")
          .description("The folder or file that stands for a ConfigMap (a CA bundle)")
          .build();

  private final OptionSpec state =
      CommandForm.option("--state", Path.class)
          .paramLabel("DIR")
          .description(
              "Where progress is kept (default: a folder per manifest in ~/.local/state/s3copy)")
          .build();

  private final OptionSpec restart =
      CommandForm.flag(RESTART).description("Forget the saved progress of this manifest").build();

  private final OptionSpec memoryBudget =
      CommandForm.option("--memory-budget", Long.class)
          .paramLabel("SIZE")
          .converters(new SizeConverter())
          .description("Bytes in flight at most, such as 64MiB (default: chosen from the heap)")
          .build();

  /// For measurements: people have no use for it, since a run finds the best number by itself.
  private final OptionSpec concurrency =
      CommandForm.option("--concurrency", Integer.class)
          .paramLabel("N")
          .hidden(true)
          .description("Requests in flight, always (default: as many as help)")
          .build();

  CommandSpec addTo(CommandSpec command) {
    return command
        .addPositional(file)
        .addOption(volumes)
        .addOption(secrets)
        .addOption(configMaps)
        .addOption(state)
        .addOption(restart)
        .addOption(memoryBudget)
        .addOption(concurrency);
  }

  LoadedManifest load(Screen screen) {
    return Manifests.load(file.getValue(), screen);
  }

  LocalRun.Options runOptions(LoadedManifest loaded) {
    return new LocalRun.Options(
        loaded.copy(),
        loaded.canonicalSpecJson(),
        new LocalReferences(volumes.getValue(), secrets.getValue(), configMaps.getValue()),
        state.getValue(),
        restart.getValue(),
        memoryBudget.getValue(),
        concurrency.getValue());
  }

  private static OptionSpec.Builder paths(String name) {
    return CommandForm.option(name, Map.class)
        .auxiliaryTypes(String.class, Path.class)
        .initialValue(new LinkedHashMap<String, Path>());
  }
}
