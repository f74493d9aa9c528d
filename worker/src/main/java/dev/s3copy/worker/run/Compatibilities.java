// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.Compatibility;
import dev.s3copy.api.ListVersion;
import dev.s3copy.api.UploadChecksum;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.KnownCapability;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what the manifest says of a server into what is known of it.
final class Compatibilities {
  private Compatibilities() {}

  static KnownCapability of(@Nullable Compatibility spec) {
    if (spec == null) return KnownCapability.LEARNT;
    Map<Capability, Boolean> known = new EnumMap<>(Capability.class);
    UploadChecksum checksum = spec.checksum();
    if (checksum != null) {
      known.put(Capability.CHECKSUM_ON_WRITE, checksum == UploadChecksum.CRC32C);
      known.put(Capability.MD5_ON_WRITE, checksum == UploadChecksum.MD5);
      if (checksum == UploadChecksum.NONE) known.put(Capability.CHECKSUM_ON_READ, false);
    }
    ListVersion list = spec.listVersion();
    if (list != null) known.put(Capability.LIST_V2, list == ListVersion.V2);
    Boolean copiesParts = spec.multipartCopy();
    if (copiesParts != null) known.put(Capability.COPIES_PARTS, copiesParts);
    Boolean tags = spec.tags();
    if (tags != null) {
      known.put(Capability.TAGS, tags);
      known.put(Capability.READS_TAGS, tags);
    }
    return new KnownCapability(
        known, requireNonNullElse(spec.maxParts(), KnownCapability.MOST_PARTS));
  }
}
