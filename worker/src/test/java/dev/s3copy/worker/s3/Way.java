// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// The two ways to send a call. A call gives the same result both ways.
enum Way {
  WAITING {
    @Override
    <T> T answer(S3Call<T> call) {
      return call.send();
    }
  },
  WITHOUT_WAITING {
    @Override
    <T> T answer(S3Call<T> call) {
      CountDownLatch arrived = new CountDownLatch(1);
      PendingAnswer<T> pending = call.trySend(arrived::countDown);
      while (pending == null) {
        LockSupport.parkNanos(100_000);
        pending = call.trySend(arrived::countDown);
      }
      try {
        arrived.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return pending.take();
    }
  };

  abstract <T> T answer(S3Call<T> call);
}
