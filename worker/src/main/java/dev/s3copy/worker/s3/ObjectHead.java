// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What HEAD and GET say about an object.
///
/// @param etag without quotes
/// @param size bytes of the whole object, not of the range asked for
/// @param modifiedMillis from `Last-Modified`: whole seconds
/// @param checksum `ALGORITHM:base64` of the whole object (`CRC64NVME:…`); empty where the server
/// gives none or a composite one
/// @param tagCount from `x-amz-tagging-count`; 0 where absent
/// @param opaqueETag whether the server says that it encrypts with a key of its own or of the
///     client, so that the ETag is no hash of the content
public record ObjectHead(
    String etag,
    long size,
    long modifiedMillis,
    String storageClass,
    String checksum,
    int tagCount,
    boolean opaqueETag,
    Attributes attributes) {}
