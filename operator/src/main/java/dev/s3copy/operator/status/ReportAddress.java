// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.api.Location;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.operator.observe.Observation;
import org.jspecify.annotations.Nullable;

/// Where the workers write about failed objects.
final class ReportAddress {
  private ReportAddress() {}

  /// Null while no object has failed, or if the copy names no place for a report.
  static @Nullable String of(Observation seen) {
    Location report = seen.spec().report();
    if (report == null || seen.counts().objects().failed() == 0) return null;
    String folder = seen.names().copy() + "-" + seen.names().runId() + "/";
    S3Location s3 = report.s3();
    if (s3 != null) return "s3://" + s3.bucket() + "/" + s3.prefix() + folder;
    VolumeLocation volume = report.volume();
    if (volume == null) return null;
    String path = volume.path().isEmpty() ? "" : volume.path() + "/";
    return "pvc://" + volume.claimName() + "/" + path + folder;
  }
}
