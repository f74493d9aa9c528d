// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.ByteBuffer;

/// Takes the body of a 2xx answer as it arrives, on an event loop. A method that blocks holds up
/// all connections of the loop. An exception from a method ends the exchange and is the cause of
/// its [TransportException].
///
/// No method is called after the end of the exchange. If the request is sent again, the body begins
/// again.
public interface BodySink {
  /// Bytes it still takes; a body with more is an error.
  long room();

  /// Before the first chunk.
  default void begin(Headers headers) {}

  /// @param chunk direct, at most as much as there is room for; gone after this returns
  void accept(ByteBuffer chunk);
}
