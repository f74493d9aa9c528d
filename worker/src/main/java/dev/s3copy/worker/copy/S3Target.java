// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Call;
import dev.s3copy.worker.s3.UploadBody;
import dev.s3copy.worker.s3.WriteCondition;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The writing side of an operation on a bucket: an object made of parts, all or nothing.
public record S3Target(S3Bucket bucket, WriteCondition condition, Retrier retrier) {
  /// What an object carries besides its bytes.
  ///
  /// @param tagging as a header value; empty for none
  /// @param parts where the bytes of its parts come from
  record Carried(Attributes attributes, String tagging, PartOrigin parts) {}

  /// Servers want to know before the first part whether checksums come with the parts.
  enum PartOrigin {
    SENT,
    COPIED
  }

  interface PartSender {
    /// Sends one part, without retries of its own.
    ///
    /// @param index from 0
    PartResult send(String uploadId, int index) throws InterruptedException;
  }

  /// An object in one request.
  S3Call<String> put(Key key, Attributes attributes, String tagging, UploadBody body) {
    return bucket.put(key, attributes, tagging, body, condition);
  }

  /// An object of the same server in one request.
  S3Call<String> copy(S3Source source, Entry entry, Key key) {
    return bucket.copy(source.bucket(), entry.key(), entry.etag(), key, condition);
  }

  /// Creates an upload, sends its parts, completes it and looks at the result. Aborts on any
  /// failure.
  void writeParts(Key key, Carried carried, Parts parts, Retries retries, PartSender sender)
      throws InterruptedException {
    String uploadId = retrier.call(retries, createUpload(key, carried)::send);
    try {
      PartResult[] results = new PartResult[parts.count()];
      parts.forEach(i -> results[i] = retrier.call(retries, () -> sender.send(uploadId, i)));
      complete(key, uploadId, Arrays.asList(results), retries, parts.size());
    } catch (StoreException | InterruptedException | Error e) {
      abort(key, uploadId, e);
      throw e;
    }
  }

  private S3Call<String> createUpload(Key key, Carried carried) {
    return switch (carried.parts()) {
      case SENT -> bucket.createUpload(key, carried.attributes(), carried.tagging());
      case COPIED -> bucket.createCopyUpload(key, carried.attributes(), carried.tagging());
    };
  }

  private void complete(
      Key key, String uploadId, List<PartResult> results, Retries retries, long size)
      throws InterruptedException {
    S3Call<String> completion = bucket.complete(key, uploadId, results, condition);
    AtomicInteger tries = new AtomicInteger();
    String etag;
    try {
      etag =
          retrier.call(
              retries,
              () -> {
                tries.incrementAndGet();
                return completion.send();
              });
    } catch (StoreException e) {
      if (!e.failure().code().equals("NoSuchUpload") || tries.get() == 1) throw e;
      // A lost answer: the upload is gone because it was completed. What is there now decides.
      etag = "";
    }
    ObjectHead now = retrier.call(retries, bucket.head(key)::send);
    if (now.size() == size && (etag.isEmpty() || etag.equals(now.etag()))) return;
    throw new StoreException(disagrees(size, now));
  }

  /// @throws StoreException when what is at the key has another size
  static void requireSize(ObjectHead now, long size) {
    if (now.size() != size) throw new StoreException(disagrees(size, now));
  }

  private void abort(Key key, String uploadId, Throwable cause) {
    try {
      var _ = bucket.abort(key, uploadId).send();
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
  }

  private static Failure disagrees(long size, ObjectHead now) {
    return Failure.of(
        FailureKind.CHECKSUM_MISMATCH,
        "HeadObject",
        "SizeDisagreement",
        """
        the destination has %d bytes after the copy, the source has %d; \
        somebody else may be writing this key\
        """
            .formatted(now.size(), size));
  }
}
