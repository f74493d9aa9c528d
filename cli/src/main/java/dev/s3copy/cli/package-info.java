// SPDX-License-Identifier: Apache-2.0
/// The `s3copy` command: what a person types, what they see, and the exit code.
@NullMarked
package dev.s3copy.cli;

import org.jspecify.annotations.NullMarked;
