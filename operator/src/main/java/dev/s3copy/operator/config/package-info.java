// SPDX-License-Identifier: Apache-2.0
/// What the operator is told by its environment, read and checked once.
@NullMarked
package dev.s3copy.operator.config;

import org.jspecify.annotations.NullMarked;
