// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.core.listing.Page;

/// One LIST answer as it came, unchecked.
public record ListPage(Page entries, boolean truncated) {}
