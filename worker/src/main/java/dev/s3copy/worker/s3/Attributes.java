// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.SortedMap;

/// The headers that belong to an object and travel with it: `content-type`, `cache-control`,
/// `content-disposition`, `content-encoding` (without `aws-chunked`), `content-language`,
/// `expires`, `x-amz-website-redirect-location` and every `x-amz-meta-*`. Names in lower case.
public record Attributes(SortedMap<String, String> headers) {
  public static final Attributes NONE = new Attributes(java.util.Collections.emptySortedMap());
}
