// SPDX-License-Identifier: Apache-2.0
/// Keys as bytes and half-open ranges of them.
@NullMarked
package dev.s3copy.core.key;

import org.jspecify.annotations.NullMarked;
