// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.s3copy.worker.file;

import org.jspecify.annotations.NullMarked;
