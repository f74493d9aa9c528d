// SPDX-License-Identifier: Apache-2.0
/// One class per way of moving one object, each a [CopyMethod].
///
/// A method is written once, as steps. [CopyMethod#first] makes the first [Step] of an object, and
/// each step says what follows it. A step that asks holds an [dev.s3copy.worker.s3.S3Call], which
/// is a value: nothing was sent yet. Runners of the pipeline take the steps. What an object holds
/// meanwhile belongs to its [Attempt], which the runner closes.
///
/// [ObjectCopier] takes the steps and waits for each. It has requests tried again by the [Retrier],
/// and starts an object over whose source has changed. Large objects move in [Parts], side by side,
/// inside one blocking step. All bodies share the [Buffers] of the run.
@NullMarked
package dev.s3copy.worker.copy;

import org.jspecify.annotations.NullMarked;
