// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// One uploaded or copied part of a multipart upload.
///
/// @param number from 1 to 10 000
/// @param etag without quotes
/// @param checksum base64 of the part's CRC; empty where the server told none
public record PartResult(int number, String etag, String checksum) {}
