// SPDX-License-Identifier: Apache-2.0
/// Probes and metrics over HTTP.
@NullMarked
package dev.s3copy.operator.serve;

import org.jspecify.annotations.NullMarked;
