// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;

/// One request, ready to go out as it is.
///
/// @param target path and query exactly as sent
/// @param body bytes between its position and limit; never changed; null for none
/// @param into takes the body of a 2xx answer. Null collects the body in [HttpReply#body], where
///     those of other answers are in any case
/// @param resendable whether the request may be sent once more when a kept connection turns out
///     closed and the server may or may not have seen it
/// @param patience longest time without a byte either way
/// @param headers the CRT wants an array; not changed after this
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
    String method,
    String target,
    HttpHeader[] headers,
    @Nullable ByteBuffer body,
    @Nullable BodySink into,
    boolean resendable,
    Duration patience) {

  long expectedBytes() {
    return (body == null ? 0L : body.remaining()) + (into == null ? 0L : into.room());
  }
}
