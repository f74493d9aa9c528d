// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;

/// Turns a request into the headers that go out, signature included.
final class RequestSigner {
  /// Host, user agent, date, payload hash, token, authorization and content length.
  private static final int ADDED_HEADERS = 7;

  private static final int CANONICAL_LENGTH = 1024;

  private final SigV4 signer;
  private final SigningClock clock;

  /// Set once the server has demanded the hash of the body, as some do over plain HTTP.
  private volatile boolean signPayload;

  RequestSigner(String region, SigningClock clock) {
    this.signer = new SigV4(region, "s3");
    this.clock = clock;
  }

  boolean signsPayload() {
    return signPayload;
  }

  void signPayloadFromNow() {
    signPayload = true;
  }

  /// Adds the headers that every request carries. That changes the request, so it is called once
  /// for each attempt, on a copy of its headers.
  HttpHeader[] headers(S3Request request, S3Credentials credentials) {
    S3Request out = withCommonHeaders(request);
    @Nullable String authorization = null;
    if (!credentials.anonymous()) {
      SigningTime time = clock.now();
      Header payload = payloadHash(request.body());
      out.header("x-amz-date", time.stamp()).header(payload);
      if (!credentials.sessionToken().isEmpty()) {
        out.header("x-amz-security-token", credentials.sessionToken());
      }
      authorization = sign(out, credentials, time, payload.value());
    }
    return wire(out.headers(), authorization);
  }

  private static S3Request withCommonHeaders(S3Request request) {
    S3Request out =
        new S3Request(
            request.operation(),
            request.location(),
            request.key(),
            request.path(),
            request.query());
    request.headers().forEach(out.headers()::add);
    out.header(Header.USER_AGENT).header("host", request.location().hostHeader());
    String method = request.operation().method();
    if (request.body() != null || method.equals("PUT") || method.equals("POST")) {
      out.header("content-length", Integer.toString(request.bodyLength()));
    }
    return out;
  }

  private static HttpHeader[] wire(List<Header> headers, @Nullable String authorization) {
    int n = headers.size();
    HttpHeader[] wire = new HttpHeader[authorization == null ? n : n + 1];
    for (int i = 0; i < n; i++) wire[i] = headers.get(i).wire();
    if (authorization != null) wire[n] = new HttpHeader("authorization", authorization);
    return wire;
  }

  private String sign(S3Request request, S3Credentials credentials, SigningTime time, String hash) {
    StringBuilder names = new StringBuilder(CANONICAL_LENGTH / ADDED_HEADERS);
    StringBuilder canonical =
        new StringBuilder(CANONICAL_LENGTH)
            .append(request.operation().method())
            .append('\n')
            .append(request.path())
            .append('\n')
            .append(request.query())
            .append('\n');
    for (Header header : request.headers()) {
      if (!header.signed()) continue;
      canonical.append(header.name()).append(':').append(header.canonicalValue()).append('\n');
      if (!names.isEmpty()) names.append(';');
      names.append(header.name());
    }
    canonical.append('\n').append(names).append('\n').append(hash);
    return signer.authorization(credentials, time, canonical.toString(), names.toString());
  }

  private Header payloadHash(@Nullable ByteBuffer body) {
    if (!signPayload) return Header.UNSIGNED_PAYLOAD;
    MessageDigest sha256 = SigV4.newSha256();
    if (body != null) sha256.update(body.duplicate());
    return Header.of("x-amz-content-sha256", HexFormat.of().formatHex(sha256.digest()));
  }
}
