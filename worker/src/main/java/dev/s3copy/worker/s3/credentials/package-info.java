// SPDX-License-Identifier: Apache-2.0
/// Where access keys come from, and how they stay fresh.
@NullMarked
package dev.s3copy.worker.s3.credentials;

import org.jspecify.annotations.NullMarked;
