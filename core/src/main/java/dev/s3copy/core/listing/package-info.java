// SPDX-License-Identifier: Apache-2.0
/// What a listing yields, and two listings joined in key order.
@NullMarked
package dev.s3copy.core.listing;

import org.jspecify.annotations.NullMarked;
