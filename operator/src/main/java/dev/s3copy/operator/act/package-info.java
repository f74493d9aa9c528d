// SPDX-License-Identifier: Apache-2.0
/// Writes: one method per step, each safe to repeat.
@NullMarked
package dev.s3copy.operator.act;

import org.jspecify.annotations.NullMarked;
