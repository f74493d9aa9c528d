// SPDX-License-Identifier: Apache-2.0
/// S3 over hand-built requests on the CRT's HTTP layer.
@NullMarked
package dev.s3copy.worker.s3;

import org.jspecify.annotations.NullMarked;
