// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.observe.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/// Writes shards. A status is replaced only if it still has the resource version that was seen, so
/// no write of a worker is lost.
final class ShardWriter {
  private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

  private static final int INVALID = 422;

  private final KubernetesClient client;

  ShardWriter(KubernetesClient client) {
    this.client = client;
  }

  void create(Observation seen, List<CededRange> ranges) {
    for (CededRange range : ranges) {
      CreateIfAbsent.run(client.resource(Shards.of(seen.copy(), seen.names(), range))::create);
    }
  }

  void delete(List<S3CopyShard> shards) {
    for (S3CopyShard shard : shards) client.resource(shard).delete();
  }

  /// Raised from the number that was seen; heartbeats in between do not matter.
  void askToCede(S3CopyShard shard, int pieces) {
    int before = shard.getSpec().cedeRequests();
    String patch =
        """
        [{"op":"test","path":"/spec/cedeRequests","value":%d},\
        {"op":"replace","path":"/spec/cedeRequests","value":%d}]\
        """
            .formatted(before, before + pieces);
    try {
      client.resource(shard).patch(JSON_PATCH, patch);
    } catch (KubernetesClientException e) {
      // The server's answer to a test that fails: it was raised already.
      if (e.getCode() != INVALID) throw e;
    }
  }

  void release(S3CopyShard shard) {
    replace(shard, status(shard).takenAway());
  }

  void retry(S3CopyShard shard) {
    replace(shard, status(shard).withoutError());
  }

  private void replace(S3CopyShard seen, S3CopyShardStatus status) {
    S3CopyShard changed = new S3CopyShard();
    changed.setMetadata(seen.getMetadata());
    changed.setSpec(seen.getSpec());
    changed.setStatus(status);
    client.resource(changed).updateStatus();
  }

  private static S3CopyShardStatus status(S3CopyShard shard) {
    return requireNonNullElse(shard.getStatus(), S3CopyShardStatus.NEW);
  }
}
