// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.S3CopyShard;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

class KubernetesShardStoreTest extends KubernetesShardStoreContract {
  private final Memory memory = new Memory();

  @Override
  ShardObjects objects() {
    return memory;
  }

  @Override
  void create(S3CopyShard shard) {
    memory.put(shard);
  }

  @Override
  void update(S3CopyShard shard) {
    memory.put(shard);
  }

  /// Objects with versions, as the API server keeps them; every object goes through JSON.
  private static final class Memory implements ShardObjects {
    private final Map<String, S3CopyShard> objects = new TreeMap<>();
    private long version;

    S3CopyShard put(S3CopyShard shard) {
      S3CopyShard stored = Serialization.clone(shard);
      stored.getMetadata().setResourceVersion(String.valueOf(++version));
      objects.put(stored.getMetadata().getName(), stored);
      return Serialization.clone(stored);
    }

    @Override
    public List<S3CopyShard> list() {
      return objects.values().stream().map(Serialization::clone).toList();
    }

    @Override
    public @Nullable S3CopyShard get(String name) {
      S3CopyShard shard = objects.get(name);
      return shard == null ? null : Serialization.clone(shard);
    }

    @Override
    public Written replaceStatus(S3CopyShard shard) {
      S3CopyShard now = get(shard.getMetadata().getName());
      if (now == null) return new Written.Gone();
      String read = shard.getMetadata().getResourceVersion();
      if (!now.getMetadata().getResourceVersion().equals(read)) return new Written.Conflict();
      now.setStatus(shard.getStatus());
      return new Written.Ok(put(now));
    }
  }
}
