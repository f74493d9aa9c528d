// SPDX-License-Identifier: Apache-2.0
/// What is reported about a copy: status, conditions, events. Nothing is read or written here.
@NullMarked
package dev.s3copy.operator.status;

import org.jspecify.annotations.NullMarked;
