// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.Location;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.api.validation.CopyManifest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What a copy does, from where and to where, in one line.
final class CopySummary {
  private CopySummary() {}

  /// `copy "photos": s3://photos/2026/ -> volume data/photos`
  static String of(CopyManifest copy) {
    return of(copy, null);
  }

  /// @param otherwise the server of buckets that name none, where this machine's settings have one
  static String of(CopyManifest copy, @Nullable URI otherwise) {
    S3CopySpec spec = copy.spec();
    String verb =
        switch (spec.mode()) {
          case COPY -> "copy";
          case INVENTORY -> "inventory";
          case CHECK -> "check";
        };
    return "%s \"%s\": %s -> %s%s"
        .formatted(
            verb,
            copy.name(),
            place(spec.source(), otherwise),
            place(spec.destination(), otherwise),
            spec.dryRun() ? " (dry run: nothing is written)" : "");
  }

  private static String place(Location location, @Nullable URI otherwise) {
    S3Location s3 = location.s3();
    VolumeLocation volume = location.volume();
    if (s3 != null) {
      return "s3://" + s3.bucket() + "/" + s3.prefix() + server(s3.endpoint(), otherwise);
    }
    return volume == null ? "nowhere" : "volume " + volume.claimName() + "/" + volume.path();
  }

  private static String server(@Nullable String named, @Nullable URI otherwise) {
    if (named != null) return " at " + named;
    return otherwise == null ? "" : " at " + otherwise + " (by the AWS settings of this machine)";
  }
}
