// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.ByteBuffer;

/// Takes an object's bytes straight from the network, while they are in the processor's cache.
/// Called on an event loop, so it must never wait for a disk.
public interface ByteTarget {
  /// @param chunk direct, gone after this returns
  /// @param offset bytes from the start of the object
  /// @throws dev.s3copy.core.failure.StoreException the request then fails with it
  void write(ByteBuffer chunk, long offset);
}
