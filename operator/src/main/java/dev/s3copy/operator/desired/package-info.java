// SPDX-License-Identifier: Apache-2.0
/// The objects of a run as they should be; no client here.
@NullMarked
package dev.s3copy.operator.desired;

import org.jspecify.annotations.NullMarked;
