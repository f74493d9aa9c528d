// SPDX-License-Identifier: Apache-2.0
/// What a test finds on the cluster: S3 servers, the operator, a namespace of its own.
@NullMarked
package dev.s3copy.e2e.stage;

import org.jspecify.annotations.NullMarked;
