// SPDX-License-Identifier: Apache-2.0
/// Shards of a run on one machine, kept in a state folder.
@NullMarked
package dev.s3copy.worker.shard;

import org.jspecify.annotations.NullMarked;
