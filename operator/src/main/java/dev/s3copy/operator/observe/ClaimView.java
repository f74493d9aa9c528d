// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A claim that the copy names.
///
/// @param claim null where there is none of that name
public record ClaimView(String name, @Nullable PersistentVolumeClaim claim) {
  private static final List<String> MANY_NODES = List.of("ReadWriteMany", "ReadOnlyMany");

  public boolean missing() {
    return claim == null;
  }

  public boolean block() {
    return claim != null && "Block".equals(claim.getSpec().getVolumeMode());
  }

  public boolean bound() {
    return claim != null
        && claim.getStatus() != null
        && "Bound".equals(claim.getStatus().getPhase());
  }

  /// Only one node, or one pod, may mount it.
  public boolean single() {
    return claim != null
        && claim.getSpec().getAccessModes().stream().noneMatch(MANY_NODES::contains);
  }
}
