// SPDX-License-Identifier: Apache-2.0
/// A range of the key space, its lease, its checkpoint and its counters.
@NullMarked
package dev.s3copy.core.shard;

import org.jspecify.annotations.NullMarked;
