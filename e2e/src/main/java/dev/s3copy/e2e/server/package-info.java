// SPDX-License-Identifier: Apache-2.0
/// The embedded S3 server as a program of its own, for a pod.
@NullMarked
package dev.s3copy.e2e.server;

import org.jspecify.annotations.NullMarked;
