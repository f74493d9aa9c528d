// SPDX-License-Identifier: Apache-2.0
/// Reads: everything a decision stands on, as one immutable record.
@NullMarked
package dev.s3copy.operator.observe;

import org.jspecify.annotations.NullMarked;
