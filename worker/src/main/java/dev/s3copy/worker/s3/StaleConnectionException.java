// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.StoreException;

/// A kept connection had been closed by the server: an ordinary event, which says nothing about the
/// request. It may be sent again at once.
public final class StaleConnectionException extends StoreException {
  private static final long serialVersionUID = 1L;

  StaleConnectionException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
