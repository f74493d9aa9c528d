// SPDX-License-Identifier: Apache-2.0
/// S3: requests made, signed and sent by hand, on [dev.s3copy.worker.http].
///
/// A request is a value. Each method of [S3Bucket] returns an `S3Call<T>`: how one request is made,
/// and how its answer is read into a `T`. Nothing is sent before one of these is called:
/// - `send()` waits for the gate, a connection and the answer. It corrects what can be corrected
///   (clock, rotated credentials, a body's hash), sends once more then, and explains a refusal.
/// - `trySend()` never waits and sends once. It returns null where it would have to wait. The
///   caller is told when the answer arrived, and reads it then.
///
/// [S3Connection] is the one way to an endpoint for both: gate, signature, transport, and what an
/// error of the server means ([dev.s3copy.core.failure.FailureKind]). It does not retry: pauses and
/// tries are the caller's, in `worker/copy`.
@NullMarked
package dev.s3copy.worker.s3;

import org.jspecify.annotations.NullMarked;
