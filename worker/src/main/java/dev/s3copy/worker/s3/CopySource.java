// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.ETags;
import java.util.List;

/// What a copy inside the server is made of.
///
/// @param path as `x-amz-copy-source` wants it
/// @param etag the version it must be; empty for any
/// @param headers what the options of its bucket add
record CopySource(String path, String etag, List<Header> headers) {
  S3Request addTo(S3Request request) {
    request.header("x-amz-copy-source", path);
    for (Header header : headers) {
      if (!request.hasHeader(header.name())) request.header(header);
    }
    return etag.isEmpty()
        ? request
        : request.header("x-amz-copy-source-if-match", ETags.quoted(etag));
  }
}
