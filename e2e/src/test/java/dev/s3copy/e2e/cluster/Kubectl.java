// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The user's own tool.
final class Kubectl {
  private Kubectl() {}

  static String run(String program, Path kubeconfig, List<String> arguments, Duration patience) {
    List<String> command = new ArrayList<>(List.of(program, "--kubeconfig", kubeconfig.toString()));
    command.addAll(arguments);
    return new Shell(Map.of()).run(patience, command);
  }
}
