// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import java.util.List;

/// One LIST answer as it came, unchecked.
///
/// @param folders the common prefixes of a delimiter listing
record ListPage(Page entries, List<Key> folders, boolean truncated) {}
