// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.s3copy.worker.copy;

import org.jspecify.annotations.NullMarked;
