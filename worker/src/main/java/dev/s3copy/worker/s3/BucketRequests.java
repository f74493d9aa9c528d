// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.text.UriEncoding;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Makes the requests of one bucket.
final class BucketRequests {
  private static final String ONE_KEY = "encoding-type=url&list-type=2&max-keys=1";

  private final S3Sender sender;
  private final BucketAddress location;
  private final String bucketPath;
  private final String objectPath;
  private final Dialect dialect = new Dialect();
  private final BucketHeaders headers;

  BucketRequests(S3Sender sender, BucketAddress location, BucketOptions options) {
    this.sender = sender;
    this.headers = BucketHeaders.of(options);
    options.settle(dialect);
    this.location = location;
    StringBuilder path = new StringBuilder(location.basePath()).append('/');
    if (location.pathStyle()) {
      UriEncoding.appendPath(path, location.bucket().getBytes(StandardCharsets.UTF_8));
    }
    this.bucketPath = path.toString();
    this.objectPath = location.pathStyle() ? bucketPath + '/' : bucketPath;
  }

  BucketAddress location() {
    return location;
  }

  Dialect dialect() {
    return dialect;
  }

  S3Request bucket(S3Operation operation, String query) {
    return request(operation, Key.EMPTY, bucketPath, query);
  }

  S3Request object(S3Operation operation, Key key) {
    return object(operation, key, "");
  }

  S3Request object(S3Operation operation, Key key, String query) {
    if (key.isEmpty()) throw new IllegalArgumentException("an object without a key");
    StringBuilder path = new StringBuilder(objectPath.length() + key.length() + 16);
    path.append(objectPath);
    UriEncoding.appendPath(path, key.bytes());
    return request(operation, key, path.toString(), query);
  }

  private S3Request request(S3Operation operation, Key key, String path, String query) {
    S3Request request = new S3Request(operation, location, key, path, query).dialect(dialect);
    headers.addTo(request);
    return request;
  }

  /// An object of this bucket as the source of a copy.
  ///
  /// @param etag the version it must be; empty for any
  CopySource copySource(Key key, String etag) {
    return new CopySource(copySource(key), etag, headers.source());
  }

  /// As `x-amz-copy-source` wants an object of this bucket.
  private String copySource(Key key) {
    StringBuilder source = new StringBuilder("/");
    UriEncoding.appendPath(source, location.bucket().getBytes(StandardCharsets.UTF_8));
    source.append('/');
    UriEncoding.appendPath(source, key.bytes());
    return source.toString();
  }

  /// Whether the server knows the credentials: also a listing that it denies shows that. Waits.
  private boolean isAuthenticated() {
    try {
      // Not explained in its turn, which would ask the same again.
      var _ =
          new S3Call<>(
                  sender,
                  S3Call.Bytes.NONE,
                  () -> bucket(S3Operation.LIST, ONE_KEY),
                  (_, reply) -> reply.status(),
                  UnaryOperator.identity())
              .send();
      return true;
    } catch (StoreException e) {
      return !isRefusalOfAll(e.failure());
    }
  }

  private static boolean isRefusalOfAll(Failure failure) {
    return switch (failure.kind()) {
      case CREDENTIALS_REJECTED, REDIRECT_REFUSED, REGION_MISMATCH -> true;
      default -> false;
    };
  }

  /// Something on the way may change one key, so that its signature is wrong, or lead it elsewhere.
  /// That is no reason to end the run.
  private StoreException narrowed(StoreException e) {
    Failure failure = e.failure();
    boolean listing = failure.operation().equals(S3Operation.LIST.text());
    if (listing || !isRefusalOfAll(failure) || !isAuthenticated()) return e;
    return new StoreException(
        failure.as(
            FailureKind.KEY_NOT_REPRESENTABLE,
            failure.message()
                + "; but the server accepts the credentials, so something on the way to it changes"
                + " this key"),
        e.getCause());
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
    return new S3Call<>(
        sender, S3Call.Bytes.NONE, request, answer, e -> explanation.apply(narrowed(e)));
  }

  /// A request whose body has so many bytes of an object.
  <T> S3Call<T> sending(long bytes, Supplier<S3Request> request, S3Call.Answer<T> answer) {
    return new S3Call<>(sender, new S3Call.Bytes(bytes, 0), request, answer, this::narrowed);
  }

  /// A request whose answer has so many bytes of an object.
  <T> S3Call<T> receiving(long bytes, Supplier<S3Request> request, S3Call.Answer<T> answer) {
    return new S3Call<>(sender, new S3Call.Bytes(0, bytes), request, answer, this::narrowed);
  }
}
