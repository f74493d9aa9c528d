// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import org.jspecify.annotations.Nullable;

/// A request body, checked against everything the client said about it.
///
/// @param etag its MD5 in hex
record Received(Content content, String etag, @Nullable StoredChecksum checksum) {}
