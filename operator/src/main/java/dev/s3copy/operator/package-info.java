// SPDX-License-Identifier: Apache-2.0
/// The operator: one visit of a copy is observe, decide, act, report.
@NullMarked
package dev.s3copy.operator;

import org.jspecify.annotations.NullMarked;
