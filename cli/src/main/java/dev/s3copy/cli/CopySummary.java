// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.Location;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.api.validation.CopyManifest;

/// What a copy does, from where and to where, in one line.
final class CopySummary {
  private CopySummary() {}

  /// `copy "photos": s3://photos/2026/ -> volume data/photos`
  static String of(CopyManifest copy) {
    S3CopySpec spec = copy.spec();
    String verb =
        switch (spec.mode()) {
          case COPY -> "copy";
          case INVENTORY -> "inventory";
        };
    return "%s \"%s\": %s -> %s%s"
        .formatted(
            verb,
            copy.name(),
            place(spec.source()),
            place(spec.destination()),
            spec.dryRun() ? " (dry run: nothing is written)" : "");
  }

  private static String place(Location location) {
    S3Location s3 = location.s3();
    VolumeLocation volume = location.volume();
    if (s3 != null) {
      String at = s3.endpoint() == null ? "" : " at " + s3.endpoint();
      return "s3://" + s3.bucket() + "/" + s3.prefix() + at;
    }
    return volume == null ? "nowhere" : "volume " + volume.claimName() + "/" + volume.path();
  }
}
