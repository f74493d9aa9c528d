// SPDX-License-Identifier: Apache-2.0
/// What a run of a copy is called: its id, its objects, its labels.
@NullMarked
package dev.s3copy.operator.run;

import org.jspecify.annotations.NullMarked;
