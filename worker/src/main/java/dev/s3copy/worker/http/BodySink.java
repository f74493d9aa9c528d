// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;

/// Takes the body of a 2xx answer as it comes, on an event loop: whoever blocks there holds up all
/// connections of the loop. What a method throws ends the exchange, and is the cause of the
/// [TransportException] that tells so.
///
/// Nothing is called after the end of the exchange. An answer that is asked for again begins again.
public interface BodySink {
  /// Bytes it still takes; a body with more is an error.
  long room();

  /// Before the first chunk.
  default void begin(Headers headers) {}

  /// @param chunk direct, at most as much as there is room for; gone after this returns
  void accept(ByteBuffer chunk);
}
