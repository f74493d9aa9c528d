// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a run would do, from a few probes of the source; nothing was written.
///
/// @param route `server-side copy`, `stream copy`, `restore`, `backup` or `inventory`
/// @param example where the first selected object goes, so that a prefix without its slash is seen;
///     null where none is known
/// @param storageClass of what is written to the destination; null for the server's default
/// @param options what else the manifest asks for that is not the default, by its name: `tags` →
///     `Required`
/// @param largest bytes of the largest object that this much memory can copy; `Long.MAX_VALUE`
///     where that does not matter
/// @param estimatedObjects listed keys; selection is not applied
/// @param exact whether the probes saw every key, so that the number is no estimate
/// @param requests by S3 operation, about
public record RunPlan(
    String route,
    String source,
    String destination,
    @Nullable Sample example,
    @Nullable String storageClass,
    SortedMap<String, String> options,
    long largest,
    int shards,
    long estimatedObjects,
    boolean exact,
    Map<String, Long> requests) {
  /// One object: what it is called at both ends.
  public record Sample(String source, String destination) {}
}
