// SPDX-License-Identifier: Apache-2.0
/// One run of one S3Copy on this machine, from manifest to result.
@NullMarked
package dev.s3copy.worker.run;

import org.jspecify.annotations.NullMarked;
