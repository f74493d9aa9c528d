// SPDX-License-Identifier: Apache-2.0
/// Reads the answers of LIST.
@NullMarked
package dev.s3copy.worker.s3.list;

import org.jspecify.annotations.NullMarked;
