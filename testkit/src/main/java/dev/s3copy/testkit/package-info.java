// SPDX-License-Identifier: Apache-2.0
/// An S3 server in this process, real servers from PATH, faults between client and server, hostile
/// keys.
@NullMarked
package dev.s3copy.testkit;

import org.jspecify.annotations.NullMarked;
