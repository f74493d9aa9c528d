// SPDX-License-Identifier: Apache-2.0
/// The Helm chart, rendered inside the JVM.
@NullMarked
package dev.s3copy.charts;

import org.jspecify.annotations.NullMarked;
