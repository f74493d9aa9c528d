// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.text.UriEncoding;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Makes the requests of one bucket.
final class BucketRequests {
  private final S3Sender sender;
  private final BucketAddress location;
  private final String bucketPath;
  private final String objectPath;

  BucketRequests(S3Sender sender, BucketAddress location) {
    this.sender = sender;
    this.location = location;
    StringBuilder path = new StringBuilder("/");
    if (location.pathStyle()) {
      UriEncoding.appendPath(path, location.bucket().getBytes(StandardCharsets.UTF_8));
    }
    this.bucketPath = path.toString();
    this.objectPath = location.pathStyle() ? bucketPath + '/' : bucketPath;
  }

  BucketAddress location() {
    return location;
  }

  S3Request bucket(S3Operation operation, String query) {
    return new S3Request(operation, location, Key.EMPTY, bucketPath, query);
  }

  S3Request object(S3Operation operation, Key key) {
    return object(operation, key, "");
  }

  S3Request object(S3Operation operation, Key key, String query) {
    if (key.isEmpty()) throw new IllegalArgumentException("an object without a key");
    StringBuilder path = new StringBuilder(objectPath.length() + key.length() + 16);
    path.append(objectPath);
    UriEncoding.appendPath(path, key.bytes());
    return new S3Request(operation, location, key, path.toString(), query);
  }

  /// As `x-amz-copy-source` wants an object of this bucket.
  String copySource(Key key) {
    StringBuilder source = new StringBuilder("/");
    UriEncoding.appendPath(source, location.bucket().getBytes(StandardCharsets.UTF_8));
    source.append('/');
    UriEncoding.appendPath(source, key.bytes());
    return source.toString();
  }

  /// A request that moves no bytes of an object.
  <T> S3Call<T> call(Supplier<S3Request> request, S3Call.Answer<T> answer) {
    return call(request, answer, UnaryOperator.identity());
  }

  /// @param explanation turns a failure of [S3Call#send] into what is really the matter; may send
  ///     requests
  <T> S3Call<T> call(
      Supplier<S3Request> request,
      S3Call.Answer<T> answer,
      UnaryOperator<StoreException> explanation) {
    return new S3Call<>(sender, S3Call.Bytes.NONE, request, answer, explanation);
  }

  /// A request whose body has so many bytes of an object.
  <T> S3Call<T> sending(long bytes, Supplier<S3Request> request, S3Call.Answer<T> answer) {
    return new S3Call<>(
        sender, new S3Call.Bytes(bytes, 0), request, answer, UnaryOperator.identity());
  }

  /// A request whose answer has so many bytes of an object.
  <T> S3Call<T> receiving(long bytes, Supplier<S3Request> request, S3Call.Answer<T> answer) {
    return new S3Call<>(
        sender, new S3Call.Bytes(0, bytes), request, answer, UnaryOperator.identity());
  }
}
