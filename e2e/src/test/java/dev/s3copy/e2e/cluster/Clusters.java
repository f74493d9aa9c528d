// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one cluster of this JVM: the first that is there of a given one, K3s in Docker, the kit.
public final class Clusters {
  /// `required`: a machine without any cluster fails the tests instead of skipping them.
  public static final String DEMAND = "S3COPY_E2E";

  /// A kubeconfig of an administrator; the cluster behind it is used as it is.
  static final String KUBECONFIG = "S3COPY_E2E_KUBECONFIG";

  private static final List<Runnable> ENDINGS = new ArrayList<>();
  private static @Nullable Provision shared;

  private Clusters() {}

  public static synchronized Provision shared() {
    Provision found = shared;
    if (found == null) {
      found = find(System.getenv());
      shared = found;
      Runtime.getRuntime().addShutdownHook(new Thread(Clusters::close));
    }
    return found;
  }

  /// Once, at the end, while the cluster still answers.
  public static synchronized void beforeClose(Runnable ending) {
    ENDINGS.add(ending);
  }

  static synchronized void close() {
    if (shared instanceof Provision.Ready(Cluster cluster)) {
      shared = new Provision.Unavailable("the tests are over");
      try (cluster) {
        ENDINGS.forEach(Runnable::run);
      }
    }
  }

  private static Provision find(Map<String, String> environment) {
    List<Supplier<Provision>> ways =
        List.of(
            () -> GivenCluster.provide(environment.getOrDefault(KUBECONFIG, "")),
            K3sCluster::provide,
            KitCluster::provide);
    List<String> reasons = new ArrayList<>();
    for (Supplier<Provision> way : ways) {
      switch (way.get()) {
        case Provision.Ready ready -> {
          System.out.println("e2e runs on " + ready.cluster().name());
          return ready;
        }
        case Provision.Unavailable(String reason) -> reasons.add(reason);
      }
    }
    return new Provision.Unavailable(String.join("; ", reasons));
  }
}
