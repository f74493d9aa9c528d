// SPDX-License-Identifier: Apache-2.0
/// A worker pod: shards from the Kubernetes API, and one run of the pipeline on them.
@NullMarked
package dev.s3copy.worker.pod;

import org.jspecify.annotations.NullMarked;
