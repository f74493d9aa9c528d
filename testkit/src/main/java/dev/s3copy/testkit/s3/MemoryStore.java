// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// All buckets of one server.
public final class MemoryStore {
  private final ConcurrentSkipListMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  public @Nullable Bucket find(String name) {
    return buckets.get(name);
  }

  Bucket need(String name) throws Refusal {
    Bucket bucket = buckets.get(name);
    if (bucket != null) return bucket;
    throw Refusal.of(404, "NoSuchBucket", "The specified bucket does not exist.")
        .detail("BucketName", name);
  }

  /// False where there already is one of that name.
  public boolean create(String name, long nowMillis) {
    return buckets.putIfAbsent(name, new Bucket(nowMillis)) == null;
  }

  void remove(String name) throws Refusal {
    Bucket bucket = need(name);
    if (!bucket.objects().isEmpty()) {
      throw Refusal.of(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.");
    }
    buckets.remove(name, bucket);
  }

  NavigableMap<String, Bucket> buckets() {
    return Collections.unmodifiableNavigableMap(buckets);
  }
}
