// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

/// How large a Job is made, and what is written on it.
///
/// @param workers parallelism and completions, which always change together
public record JobSize(int workers, JobAnnotations annotations) {}
