// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.ByteBuffer;

/// What is to be stored, with its checksum: computed once, however often there is no room yet to
/// send it. What changes after that is refused by the server.
///
/// @param bytes those between position and limit, which stay where they are
/// @param checksum CRC32C, base64
public record UploadBody(ByteBuffer bytes, String checksum) {

  public static UploadBody of(ByteBuffer bytes) {
    return new UploadBody(bytes, Checksums.forUpload(bytes));
  }
}
