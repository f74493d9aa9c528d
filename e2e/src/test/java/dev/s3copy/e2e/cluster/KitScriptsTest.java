// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KitScriptsTest {
  private static final Path KIT =
      Path.of(System.getProperty("s3copy.root", ".."), "e2e", "cluster").toAbsolutePath();

  /// A task that was killed stays in its cgroup until the kernel has reaped it.
  @Test
  void aNodeStopsThoughTasksLingerInItsCgroups() {
    assumeTrue(Kit.missing().isEmpty());
    String said =
        bash(
            """
            set -euo pipefail
            . '%s/env.sh'
            name=kit-test-$$
            # Not head: it may end before cgroups has written all, which pipefail takes for a failure.
            cgroup=$(cgroups | sed -n 1p)/$name
            mkdir -p "$cgroup/node/pod"
            (echo $BASHPID >"$cgroup/node/pod/cgroup.procs"; exec sleep 0.4) &
            while [ -z "$(cat "$cgroup/node/pod/cgroup.procs")" ]; do sleep 0.02; done
            drop_cgroups "$name"
            [ ! -d "$cgroup" ] && echo dropped
            """
                .formatted(KIT));
    assertThat(said).contains("dropped");
  }

  private static String bash(String script) {
    return new Shell(Map.of()).run(Duration.ofSeconds(20), List.of("bash", "-c", script));
  }
}
