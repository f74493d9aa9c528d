// SPDX-License-Identifier: Apache-2.0
/// Volumes: files beneath one root directory, named by bytes, written so that they survive a crash
/// and never leave the root.
@NullMarked
package dev.s3copy.worker.file;

import org.jspecify.annotations.NullMarked;
