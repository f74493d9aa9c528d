// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.api.validation.ManifestLoader;
import dev.s3copy.api.validation.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads manifests, or reports all their problems at once, each on a line.
final class Manifests {
  private Manifests() {}

  static LoadedManifest load(Path file, Screen screen) {
    LoadedManifest loaded = ManifestLoader.load(file);
    loaded.notes().forEach(note -> screen.err().println("s3copy: " + note));
    if (loaded.isValid()) {
      return loaded;
    }
    throw new InputException("ManifestInvalid", describe(file, loaded.problems()));
  }

  private static List<String> describe(Path file, List<Problem> problems) {
    if (problems.size() == 1 && problems.getFirst().path().startsWith(file.toString())) {
      return List.of(problems.getFirst().toString());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        file + ": " + HumanNumbers.count(problems.size(), "problem") + ", nothing was touched:");
    problems.forEach(problem -> lines.add("  " + problem));
    return lines;
  }
}
