// SPDX-License-Identifier: Apache-2.0
/// Which listed keys the copy is about.
@NullMarked
package dev.s3copy.core.select;

import org.jspecify.annotations.NullMarked;
