// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.HttpReply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Makes the requests of one bucket and sends them.
final class BucketRequests {
  private final S3Connection connection;
  private final S3Location location;
  private final String bucketPath;
  private final String objectPath;

  BucketRequests(S3Connection connection, S3Location location) {
    this.connection = connection;
    this.location = location;
    StringBuilder path = new StringBuilder("/");
    if (location.pathStyle()) {
      UriEncoding.appendPath(path, location.bucket().getBytes(StandardCharsets.UTF_8));
    }
    this.bucketPath = path.toString();
    this.objectPath = location.pathStyle() ? bucketPath + '/' : bucketPath;
  }

  S3Location location() {
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

  HttpReply call(S3Request request) {
    return connection.call(request);
  }

  <T> @Nullable Pending<T> tryCall(
      S3Request request, S3Connection.Answer<T> answer, Runnable arrived) {
    return connection.tryCall(request, answer, arrived);
  }
}
