// SPDX-License-Identifier: Apache-2.0
/// Decides, without reading or writing anything; a file per policy.
@NullMarked
package dev.s3copy.operator.decide;

import org.jspecify.annotations.NullMarked;
