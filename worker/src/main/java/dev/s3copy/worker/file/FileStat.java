// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.listing.Entry;

/// What is at a key.
///
/// @param size bytes; 0 for a directory
/// @param modifiedMillis milliseconds since the epoch, UTC
public record FileStat(Entry.Kind kind, long size, long modifiedMillis) {}
