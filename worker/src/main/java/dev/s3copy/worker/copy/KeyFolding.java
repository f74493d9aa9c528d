// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Call;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Finds out whether a server keeps keys apart that it could take for one and the same: servers are
/// known that store `a//b` and `/a/b` as `a/b`, and so replace another object without a word.
///
/// Asked once for each form of key, before the first such key is written: a temporary object of
/// this form is written, looked for in the listing, and removed. Where nothing may be removed, each
/// object is looked for before and after it is written.
final class KeyFolding {
  private static final String TEMPORARY = ".s3copy-probe-";

  private final S3Bucket bucket;
  private final Retrier retrier;
  private final ReentrantLock asking = new ReentrantLock();

  /// Whether the server keeps keys of a form as they are; absent where that is not known.
  private volatile Map<KeyForm, Boolean> kept = Map.of();

  /// Whether temporary objects may not be removed.
  private volatile boolean mayNotRemove;

  KeyFolding(S3Bucket bucket, Retrier retrier) {
    this.bucket = bucket;
    this.retrier = retrier;
  }

  /// Whether a key may be written without asking.
  boolean isSafe(Key key) {
    for (KeyForm form : KeyForm.of(key)) {
      if (!Boolean.TRUE.equals(kept.get(form))) return false;
    }
    return true;
  }

  /// To be called before a key is written that is not safe.
  ///
  /// @throws StoreException `KEY_COLLISION` where the server would replace another object
  void requireOwnPlace(Key key, Retries retries) throws InterruptedException {
    Set<KeyForm> forms = KeyForm.of(key);
    learn(forms, retries);
    if (forms.stream().anyMatch(form -> Boolean.FALSE.equals(kept.get(form)))) throw fold(key);
    if (!isSafe(key) && exists(key, retries) && !isListed(key, retries)) throw fold(key);
  }

  /// To be called after a key was written that was not safe.
  ///
  /// @throws StoreException `KEY_COLLISION` where the server keeps it under another name
  void requireListed(Key key, Retries retries) throws InterruptedException {
    if (!isListed(key, retries)) throw fold(key);
  }

  private void learn(Set<KeyForm> forms, Retries retries) throws InterruptedException {
    asking.lockInterruptibly();
    try {
      for (KeyForm form : forms) {
        if (kept.containsKey(form) || mayNotRemove) continue;
        String name =
            TEMPORARY + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
        Key temporary = form.example(bucket.prefix(), name);
        if (!mayRemove(temporary, retries)) {
          mayNotRemove = true;
          return;
        }
        learnt(form, isKept(temporary, retries));
      }
    } finally {
      asking.unlock();
    }
  }

  private void learnt(KeyForm form, boolean isKept) {
    Map<KeyForm, Boolean> now = new EnumMap<>(KeyForm.class);
    now.putAll(kept);
    now.put(form, isKept);
    kept = Map.copyOf(now);
  }

  /// A server that refuses such a key is as good as one that keeps it: it replaces nothing.
  private boolean isKept(Key temporary, Retries retries) throws InterruptedException {
    try {
      var _ = retrier.call(retries, bucket.putEmpty(temporary)::send);
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return true;
    }
    boolean listed = isListedAmongAll(temporary, retries);
    var _ = retrier.call(retries, bucket.remove(temporary)::send);
    return listed;
  }

  private boolean mayRemove(Key absent, Retries retries) throws InterruptedException {
    try {
      var _ = retrier.call(retries, bucket.remove(absent)::send);
      return true;
    } catch (StoreException e) {
      return e.requireOfObject().kind() == FailureKind.SOURCE_GONE;
    }
  }

  private boolean exists(Key key, Retries retries) throws InterruptedException {
    try {
      var _ = retrier.call(retries, bucket.head(key)::send);
      return true;
    } catch (StoreException e) {
      var _ = e.requireOfObject();
      return false;
    }
  }

  private boolean isListed(Key key, Retries retries) throws InterruptedException {
    return isListed(bucket.isListed(key), retries);
  }

  private boolean isListedAmongAll(Key key, Retries retries) throws InterruptedException {
    return isListed(bucket.isListedAmongAll(key), retries);
  }

  /// Whoever may not list has nothing but the answer to the write.
  private boolean isListed(S3Call<Boolean> listing, Retries retries) throws InterruptedException {
    try {
      return retrier.call(retries, listing::send);
    } catch (StoreException e) {
      if (e.failure().kind() == FailureKind.LIST_DENIED) return true;
      throw e;
    }
  }

  private static StoreException fold(Key key) {
    return new StoreException(
        Failure.of(
            FailureKind.KEY_COLLISION,
            "PutObject",
            "KeyFolded",
            "the destination's server does not keep '"
                + key
                + "' under this name: it would replace another object or be lost; rename it or"
                + " exclude it"));
  }
}
