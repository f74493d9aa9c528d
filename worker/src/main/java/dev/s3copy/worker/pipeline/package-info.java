// SPDX-License-Identifier: Apache-2.0
/// From a claimed shard to its checkpoint: list, join, select, decide, dispatch, settle.
@NullMarked
package dev.s3copy.worker.pipeline;

import org.jspecify.annotations.NullMarked;
