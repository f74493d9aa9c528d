// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.copy.Step;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.BucketAddress;
import dev.s3copy.worker.s3.BucketOptions;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PendingAnswer;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Call;
import dev.s3copy.worker.s3.S3Sender;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// HEAD requests whose answers arrive when a test says so.
final class FakeRequests implements S3Sender {
  private static final ObjectHead HEAD =
      new ObjectHead("etag", 1, 0, "", "", 0, false, Attributes.NONE);

  private final S3Bucket bucket =
      new S3Bucket(
          this,
          BucketAddress.resolve(URI.create("http://127.0.0.1:1"), "us-east-1", "b", true),
          Key.EMPTY,
          BucketOptions.NONE);

  final ConcurrentLinkedQueue<FakeAnswer> sent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();

  /// Asked by [#trySend] before it returns.
  volatile Runnable onSend = () -> {};

  /// The next requests would have to wait.
  void refuse(int requests) {
    refusals.set(requests);
  }

  /// Sends a HEAD, then takes that step.
  Step ask(Step next) {
    return new Step.Ask<>(bucket.head(Key.of("k")), _ -> next);
  }

  @Override
  public <T> T send(S3Call<T> call) {
    throw new AssertionError("nobody may wait here");
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable PendingAnswer<T> trySend(S3Call<T> call, Runnable arrived) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) return null;
    FakeAnswer answer = new FakeAnswer(arrived);
    sent.add(answer);
    onSend.run();
    return (PendingAnswer<T>) answer;
  }

  /// Arrives when a test says so.
  static final class FakeAnswer implements PendingAnswer<ObjectHead> {
    private final Runnable arrived;
    private volatile @Nullable StoreException failure;
    private volatile boolean taken;

    FakeAnswer(Runnable arrived) {
      this.arrived = arrived;
    }

    void arrive() {
      arrived.run();
    }

    void fail(StoreException with) {
      failure = with;
      arrived.run();
    }

    boolean isUnderWay() {
      return !taken;
    }

    @Override
    public ObjectHead take() {
      taken = true;
      StoreException e = failure;
      if (e != null) throw e;
      return HEAD;
    }

    @Override
    public void cancel() {
      fail(new StoreException(Failure.of(FailureKind.CONNECTION, "HeadObject", "Cut", "cut")));
    }
  }
}
