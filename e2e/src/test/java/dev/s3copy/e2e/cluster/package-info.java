// SPDX-License-Identifier: Apache-2.0
/// Where the tests get a Kubernetes from.
@NullMarked
package dev.s3copy.e2e.cluster;

import org.jspecify.annotations.NullMarked;
