// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.Pod;

/// Signals to the Java process of a pod, as the node's root sends them.
public final class Processes {
  private Processes() {}

  /// @param signal such as `KILL`, `STOP`, `CONT`
  /// @return whether there was a process to hear it: a pod may have ended since it was seen
  public static boolean signal(Cluster cluster, Pod pod, String signal) {
    String uid = pod.getMetadata().getUid();
    // A pod's cgroup carries its uid, with _ for - where systemd made it.
    String cgroup = "pod(%s|%s)".formatted(uid, uid.replace('-', '_'));
    String sent =
        cluster.onNodes(
            """
            sent=
            for p in /proc/[0-9]*; do
              grep -qsE '%s' $p/cgroup || continue
              tr '\\0' ' ' <$p/cmdline | grep -q '^java ' || continue
              kill -%s ${p#/proc/} && sent=yes
            done
            echo "sent=$sent"
            """
                .formatted(cgroup, signal));
    return sent.contains("sent=yes");
  }
}
