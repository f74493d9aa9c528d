// SPDX-License-Identifier: Apache-2.0
/// One class per way of moving one object.
@NullMarked
package dev.s3copy.worker.copy;

import org.jspecify.annotations.NullMarked;
