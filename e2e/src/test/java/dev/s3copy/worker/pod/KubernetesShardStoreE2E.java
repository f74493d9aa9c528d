// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;

/// The contract of the shard store, with a real API server in the place of memory.
@OnCluster
class KubernetesShardStoreE2E extends KubernetesShardStoreContract {
  private final Stage stage = Stage.shared();
  private final KubernetesClient client = stage.cluster().client();
  private final Tenant tenant = stage.tenant("shard-store");

  @AfterEach
  void leave() {
    tenant.close();
  }

  @Override
  ShardObjects objects() {
    return new ApiShardObjects(client, tenant.namespace(), RUN, System::nanoTime);
  }

  @Override
  void create(S3CopyShard shard) {
    shard.getMetadata().setNamespace(tenant.namespace());
    client.resource(shard).create();
  }

  @Override
  void update(S3CopyShard shard) {
    client.resource(shard).update();
  }
}
