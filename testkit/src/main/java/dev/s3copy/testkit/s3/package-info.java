// SPDX-License-Identifier: Apache-2.0
/// The embedded server: requests, signatures, operations and the memory behind them.
@NullMarked
package dev.s3copy.testkit.s3;

import org.jspecify.annotations.NullMarked;
