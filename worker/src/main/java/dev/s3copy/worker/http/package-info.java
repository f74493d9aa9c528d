// SPDX-License-Identifier: Apache-2.0
/// HTTP requests that block a (virtual) thread, over the CRT's connection layer. Knows no S3.
@NullMarked
package dev.s3copy.worker.http;

import org.jspecify.annotations.NullMarked;
