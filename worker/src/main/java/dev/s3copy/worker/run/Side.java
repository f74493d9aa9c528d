// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Limitation;
import dev.s3copy.api.S3Location;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.s3.BucketAddress;
import dev.s3copy.worker.s3.S3Bucket;
import java.util.List;

/// One end of a copy, opened.
sealed interface Side {
  Listing listing();

  /// What its keys begin with; empty for a volume.
  Key prefix();

  /// For people: `s3://bucket/prefix` or a folder.
  String address();

  /// The same for one of its keys.
  String address(Key key);

  /// What it turned out not to be able to do, so far.
  ///
  /// @param name which side of the copy it is
  List<Limitation> limitations(String name);

  /// @param location where its requests go
  /// @param spec as in the manifest
  record Bucket(S3Bucket bucket, BucketAddress location, S3Location spec, Key prefix)
      implements Side {
    @Override
    public Listing listing() {
      return bucket;
    }

    @Override
    public String address() {
      return "s3://" + spec.bucket() + "/" + spec.prefix();
    }

    @Override
    public String address(Key key) {
      return "s3://" + spec.bucket() + "/" + key;
    }

    @Override
    public List<Limitation> limitations(String name) {
      return bucket.dialect().missing().keySet().stream()
          .filter(missing -> !missing.effect().isEmpty())
          .sorted()
          .map(
              missing ->
                  new Limitation(
                      name, missing.word(), address() + ": its server " + missing.effect()))
          .toList();
    }
  }

  record Files(Volume volume, java.nio.file.Path folder) implements Side {
    @Override
    public Listing listing() {
      return volume;
    }

    @Override
    public Key prefix() {
      return Key.EMPTY;
    }

    @Override
    public String address() {
      return folder.toString();
    }

    @Override
    public String address(Key key) {
      return folder + "/" + key;
    }

    @Override
    public List<Limitation> limitations(String name) {
      if (!volume.fsyncUnsupported()) return List.of();
      String effect =
          ": its file system does not support fsync, so a power cut may lose files that are counted"
              + " as copied; use another file system, or copy again after a power cut";
      return List.of(new Limitation(name, "Fsync", address() + effect));
    }
  }
}
