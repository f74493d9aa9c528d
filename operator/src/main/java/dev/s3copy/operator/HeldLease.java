// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.operator.config.OperatorConfig.Election;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the lead back on the way out, so that the next operator need not wait for it to expire.
final class HeldLease {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Election election;

  HeldLease(KubernetesClient client, Election election) {
    this.client = client;
    this.election = election;
  }

  /// Waits for a short time only. If the lead was lost because the server does not answer, nothing
  /// may be done any more.
  void release() {
    try {
      var _ = Thread.ofVirtual().start(this::giveBack).join(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack() {
    try {
      var leases = client.leases().inNamespace(election.namespace()).withName(Election.LEASE);
      Lease lease = leases.get();
      if (lease == null || !election.identity().equals(lease.getSpec().getHolderIdentity())) return;
      lease.getSpec().setHolderIdentity(null);
      lease.getSpec().setLeaseDurationSeconds(1);
      client.resource(lease).update();
    } catch (KubernetesClientException e) {
      LOG.atInfo().setCause(e).log("the lead is not given back; it expires by itself");
    }
  }
}
