// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.core.listing.Page;

/// One LIST answer as it came, unchecked.
public record ListPage(Page entries, boolean truncated) {
  /// The size of an entry that came without one: a server is known (S3Proxy) that lists folders so.
  public static final long NO_SIZE = -1;
}
