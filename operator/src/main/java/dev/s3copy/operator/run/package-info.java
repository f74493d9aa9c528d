// SPDX-License-Identifier: Apache-2.0
/// The id of a run, and the names and labels of its objects.
@NullMarked
package dev.s3copy.operator.run;

import org.jspecify.annotations.NullMarked;
