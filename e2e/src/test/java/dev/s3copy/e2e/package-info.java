// SPDX-License-Identifier: Apache-2.0
/// The whole product on a real Kubernetes.
@NullMarked
package dev.s3copy.e2e;

import org.jspecify.annotations.NullMarked;
