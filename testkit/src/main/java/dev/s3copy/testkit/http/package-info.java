// SPDX-License-Identifier: Apache-2.0
/// HTTP/1.1 as bytes: what the embedded server and the fault front both read and write.
@NullMarked
package dev.s3copy.testkit.http;

import org.jspecify.annotations.NullMarked;
