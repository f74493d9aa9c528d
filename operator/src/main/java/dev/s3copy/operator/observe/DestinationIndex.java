// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Finds copies by where they write, without looking at all of them.
public final class DestinationIndex {
  private static final String NAME = "destination";

  private DestinationIndex() {}

  public static Map<String, Function<S3Copy, List<String>>> indexer() {
    return Map.of(NAME, DestinationIndex::keys);
  }

  static List<S3Copy> sharing(S3Copy copy, IndexedResourceCache<S3Copy> copies) {
    return keys(copy).stream().flatMap(key -> copies.byIndex(NAME, key).stream()).toList();
  }

  /// Empty for a dry run, which writes nothing.
  static List<String> keys(S3Copy copy) {
    S3CopySpec spec = copy.getSpec();
    if (spec == null || spec.dryRun()) return List.of();
    S3Location s3 = spec.destination().s3();
    if (s3 != null) {
      String endpoint = Objects.requireNonNullElse(s3.endpoint(), "aws");
      return List.of(String.join("\n", endpoint, s3.bucket(), s3.prefix()));
    }
    VolumeLocation volume = spec.destination().volume();
    if (volume == null) return List.of();
    String namespace = copy.getMetadata().getNamespace();
    return List.of(String.join("\n", "volume", namespace, volume.claimName(), volume.path()));
  }
}
