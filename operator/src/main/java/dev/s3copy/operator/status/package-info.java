// SPDX-License-Identifier: Apache-2.0
/// What is told of a copy: status, conditions, events; nothing is read or written here.
@NullMarked
package dev.s3copy.operator.status;

import org.jspecify.annotations.NullMarked;
