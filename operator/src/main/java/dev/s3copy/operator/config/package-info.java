// SPDX-License-Identifier: Apache-2.0
/// What the environment tells the operator. It is read and checked once.
@NullMarked
package dev.s3copy.operator.config;

import org.jspecify.annotations.NullMarked;
