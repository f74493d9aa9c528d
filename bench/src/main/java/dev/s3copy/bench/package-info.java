// SPDX-License-Identifier: Apache-2.0
/// A cheap synthetic S3 server: what a client costs is measured and proved against it.
@NullMarked
package dev.s3copy.bench;

import org.jspecify.annotations.NullMarked;
