// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.contract.MountLayout;
import dev.s3copy.operator.run.ReferencedNames;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The volumes of a worker and where they are mounted. Volumes are numbered, because the name of a
/// Secret may be too long for the name of a volume.
///
/// A pod starts even if a Secret or ConfigMap is missing; the worker then reports which one.
record WorkerMounts(List<Volume> volumes, List<VolumeMount> mounts) {
  private static final MountLayout LAYOUT = MountLayout.OF_POD;

  static WorkerMounts of(ReferencedNames references) {
    WorkerMounts all = new WorkerMounts(new ArrayList<>(), new ArrayList<>());
    int n = 0;
    for (String secret : references.secrets()) all.secret("secret-" + n++, secret);
    n = 0;
    for (String configMap : references.configMaps()) all.configMap("config-" + n++, configMap);
    n = 0;
    for (String claim : references.claims()) {
      all.claim("claim-" + n++, claim, !references.writtenClaims().contains(claim));
    }
    // The native library is unpacked there, so it must be writable and executable.
    all.volumes.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    all.mount("tmp", Path.of("/tmp"), false);
    return all;
  }

  private void secret(String volume, String secret) {
    volumes.add(
        new VolumeBuilder()
            .withName(volume)
            .withNewSecret()
            .withSecretName(secret)
            .withOptional(true)
            .endSecret()
            .build());
    mount(volume, LAYOUT.secret(secret), true);
  }

  private void configMap(String volume, String configMap) {
    volumes.add(
        new VolumeBuilder()
            .withName(volume)
            .withNewConfigMap()
            .withName(configMap)
            .withOptional(true)
            .endConfigMap()
            .build());
    mount(volume, LAYOUT.configMap(configMap), true);
  }

  private void claim(String volume, String claim, boolean readOnly) {
    volumes.add(
        new VolumeBuilder()
            .withName(volume)
            .withNewPersistentVolumeClaim()
            .withClaimName(claim)
            .endPersistentVolumeClaim()
            .build());
    mount(volume, LAYOUT.claim(claim), readOnly);
  }

  private void mount(String volume, Path path, boolean readOnly) {
    mounts.add(
        new VolumeMountBuilder()
            .withName(volume)
            .withMountPath(path.toString())
            .withReadOnly(readOnly ? Boolean.TRUE : null)
            .build());
  }
}
