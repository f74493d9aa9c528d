// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry.Kind;

/// What a listing tells of one object or file: an [Entry] to keep, or where an [EntryCursor]
/// stands.
public sealed interface Listed permits Entry, EntryCursor {
  /// The full key in its own store: prefix included (S3), path below the volume's root with `/`
  /// (volume).
  Key key();

  Kind kind();

  /// Bytes.
  long size();

  /// Without quotes; empty for a file.
  String etag();

  /// Milliseconds since the epoch, UTC.
  long modifiedMillis();

  /// As LIST gives it; empty where it gives none.
  String storageClass();
}
