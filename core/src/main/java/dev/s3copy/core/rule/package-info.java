// SPDX-License-Identifier: Apache-2.0
/// What to do with one selected key.
@NullMarked
package dev.s3copy.core.rule;

import org.jspecify.annotations.NullMarked;
