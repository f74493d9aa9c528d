// SPDX-License-Identifier: Apache-2.0
/// What went wrong, and whether it is worth another try.
@NullMarked
package dev.s3copy.core.failure;

import org.jspecify.annotations.NullMarked;
