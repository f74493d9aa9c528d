// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

import java.nio.file.Path;

/// Where a worker pod finds the Secrets, ConfigMaps and claims that its copy names: one folder
/// each, by the name of the object.
public record MountLayout(Path root) {
  public static final MountLayout OF_POD = new MountLayout(Path.of("/s3copy"));

  public Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  public Path configMap(String name) {
    return root.resolve("config").resolve(name);
  }

  public Path claim(String name) {
    return root.resolve("claims").resolve(name);
  }
}
