// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A claim on a folder of the nodes, which the test looks into from outside.
public final class Claim implements AutoCloseable {
  private static final String ROOT = "/var/tmp/s3copy-e2e/";
  private static final Quantity SIZE = new Quantity("1Gi");
  private static final int DIGEST = 64;

  private final Cluster cluster;
  private final PersistentVolume volume;
  private final String folder;

  private Claim(Cluster cluster, PersistentVolume volume, String folder) {
    this.cluster = cluster;
    this.volume = volume;
    this.folder = folder;
  }

  static Claim create(Cluster cluster, String namespace, String name, String mode) {
    String volumeName = namespace + "-" + name;
    String folder = ROOT + volumeName;
    // A folder of a node belongs to root; nobody sets its group for the pod.
    cluster.onNodes("mkdir -p '%1$s' && chmod 0777 '%1$s'".formatted(folder));
    PersistentVolume volume =
        new PersistentVolumeBuilder()
            .withNewMetadata()
            .withName(volumeName)
            .endMetadata()
            .withNewSpec()
            .withAccessModes(mode)
            .addToCapacity("storage", SIZE)
            .withStorageClassName("")
            .withNewHostPath(folder, "Directory")
            .withNewClaimRef()
            .withNamespace(namespace)
            .withName(name)
            .endClaimRef()
            .endSpec()
            .build();
    cluster.client().resource(volume).create();
    cluster
        .client()
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(mode)
                .withStorageClassName("")
                .withVolumeName(volumeName)
                .withNewResources()
                .addToRequests("storage", SIZE)
                .endResources()
                .endSpec()
                .build())
        .inNamespace(namespace)
        .create();
    return new Claim(cluster, volume, folder);
  }

  /// Runs a script in its folder.
  public String run(String script) {
    return cluster.onNodes("cd '" + folder + "' && " + script);
  }

  /// Path and SHA-256 of every file below a folder of it.
  public Map<String, String> contents(String path) {
    String listed =
        run("cd './%s' && find . -type f -print0 | xargs -0 -r sha256sum".formatted(path));
    Map<String, String> found = new TreeMap<>();
    for (String line : listed.lines().toList()) {
      found.put(line.substring(DIGEST + "  ./".length()), line.substring(0, DIGEST));
    }
    return found;
  }

  /// The files and folders, nothing else of them.
  public Optional<String> firstEntry() {
    return run("find . -mindepth 1").lines().findFirst();
  }

  @Override
  public void close() {
    cluster.client().resource(volume).delete();
    cluster.onNodes("rm -rf '" + folder + "'");
  }
}
