// SPDX-License-Identifier: Apache-2.0
/// The API people write: kind `S3Copy` of `s3copy.dev/v1alpha1`, as records. The committed CRD is
/// made from them, descriptions, defaults, bounds and CEL rules included.
@NullMarked
package dev.s3copy.api;

import org.jspecify.annotations.NullMarked;
