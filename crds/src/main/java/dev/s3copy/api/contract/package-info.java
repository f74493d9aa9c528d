// SPDX-License-Identifier: Apache-2.0
/// What the operator and its worker pods have to agree on, each written once.
@NullMarked
package dev.s3copy.api.contract;

import org.jspecify.annotations.NullMarked;
