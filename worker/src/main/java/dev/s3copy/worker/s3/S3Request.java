// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call before it is signed. Filled by the thread that makes it.
final class S3Request {
  private static final int USUAL_HEADERS = 12;

  /// Of requests that are not sent.
  private static final Dialect UNKNOWN = new Dialect();

  private final S3Operation operation;
  private final BucketAddress location;
  private final Key key;
  private final String path;
  private final String query;
  private final List<Header> headers = new ArrayList<>(USUAL_HEADERS);
  private @Nullable ByteBuffer body;
  private @Nullable ObjectBody into;
  private boolean conditional;
  private Dialect dialect = UNKNOWN;

  /// @param key the object it is about; empty for the bucket
  /// @param path percent-encoded
  /// @param query in canonical form: sorted, percent-encoded, with `=` after each name; empty for
  ///     none
  S3Request(S3Operation operation, BucketAddress location, Key key, String path, String query) {
    this.operation = operation;
    this.location = location;
    this.key = key;
    this.path = path;
    this.query = query;
  }

  S3Request header(String name, String value) {
    return header(Header.of(name, value));
  }

  /// Keeps the headers in the order in which they are signed.
  S3Request header(Header header) {
    int at = headers.size();
    while (at > 0 && headers.get(at - 1).name().compareTo(header.name()) > 0) at--;
    headers.add(at, header);
    return this;
  }

  S3Request without(String name) {
    headers.removeIf(header -> header.name().equals(name));
    return this;
  }

  S3Request onlyIf(WriteCondition condition) {
    if (condition == WriteCondition.ONLY_IF_ABSENT) {
      header(Header.IF_ABSENT);
      conditional = true;
    }
    return this;
  }

  S3Request body(ByteBuffer bytes) {
    body = bytes;
    return this;
  }

  S3Request into(ObjectBody sink) {
    into = sink;
    return this;
  }

  boolean isSameAs(S3Request other) {
    return headers.equals(other.headers) && target().equals(other.target());
  }

  /// Whether a header's name begins so.
  boolean hasHeader(String start) {
    return !headerLike(start).isEmpty();
  }

  /// The name of the first header that begins so; empty for none.
  String headerLike(String start) {
    for (Header header : headers) {
      if (header.name().startsWith(start)) return header.name();
    }
    return "";
  }

  /// @param of the server that it goes to
  S3Request dialect(Dialect of) {
    dialect = of;
    return this;
  }

  Dialect dialect() {
    return dialect;
  }

  S3Operation operation() {
    return operation;
  }

  BucketAddress location() {
    return location;
  }

  Key key() {
    return key;
  }

  String path() {
    return path;
  }

  String query() {
    return query;
  }

  String target() {
    return query.isEmpty() ? path : path + '?' + query;
  }

  List<Header> headers() {
    return headers;
  }

  @Nullable ByteBuffer body() {
    return body;
  }

  @Nullable ObjectBody into() {
    return into;
  }

  /// Whether it writes only where nothing is yet.
  boolean conditional() {
    return conditional;
  }

  /// A conditional write sent twice may be refused because of itself.
  boolean resendable() {
    return operation.resendable() && !conditional;
  }

  int bodyLength() {
    return body == null ? 0 : body.remaining();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(operation.text());
    text.append(" s3://").append(location.bucket()).append('/').append(key);
    if (!query.isEmpty()) text.append('?').append(query);
    for (Header header : headers) {
      text.append(' ').append(header.name()).append('=');
      text.append(header.secret() ? "***" : header.value());
    }
    return text.toString();
  }
}
