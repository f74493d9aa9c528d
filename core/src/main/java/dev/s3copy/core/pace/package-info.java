// SPDX-License-Identifier: Apache-2.0
/// How many requests at once, and how many a second.
@NullMarked
package dev.s3copy.core.pace;

import org.jspecify.annotations.NullMarked;
