// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;

/// Claims in the states Kubernetes shows them in.
final class Claims {
  private Claims() {}

  static PersistentVolumeClaim claim(String volumeMode, String accessMode, String phase) {
    return new PersistentVolumeClaimBuilder()
        .withNewSpec()
        .withVolumeMode(volumeMode)
        .withAccessModes(accessMode)
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }
}
