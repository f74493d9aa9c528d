// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.nio.file.Path;
import java.util.Map;

/// What stands in for a cluster's claims, Secrets and ConfigMaps on this machine: folders and
/// files.
public record References(
    Map<String, Path> volumes, Map<String, Path> secrets, Map<String, Path> configMaps) {

  public References {
    volumes = Map.copyOf(volumes);
    secrets = Map.copyOf(secrets);
    configMaps = Map.copyOf(configMaps);
  }
}
