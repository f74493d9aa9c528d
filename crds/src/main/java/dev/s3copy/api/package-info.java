// SPDX-License-Identifier: Apache-2.0
/// The API that people write, kind `S3Copy` of `s3copy.dev/v1alpha1`, as records. The committed CRD
/// is made from them, with descriptions, defaults, bounds and CEL rules.
@NullMarked
package dev.s3copy.api;

import org.jspecify.annotations.NullMarked;
