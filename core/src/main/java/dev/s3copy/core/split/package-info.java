// SPDX-License-Identifier: Apache-2.0
/// Where to cut a range so that its pieces weigh the same.
@NullMarked
package dev.s3copy.core.split;

import org.jspecify.annotations.NullMarked;
