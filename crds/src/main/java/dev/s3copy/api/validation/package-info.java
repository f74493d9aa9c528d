// SPDX-License-Identifier: Apache-2.0
/// Checks a manifest as the API server does, from the same committed CRD: unknown fields, schema,
/// defaults, CEL rules.
@NullMarked
package dev.s3copy.api.validation;

import org.jspecify.annotations.NullMarked;
