// SPDX-License-Identifier: Apache-2.0
/// How S3 writes things down: small XML documents, percent-encoding, dates, ETags.
@NullMarked
package dev.s3copy.worker.s3.text;

import org.jspecify.annotations.NullMarked;
