// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The AWS SDK's way to the services that hand out credentials: over our own connections, so that
/// the rules for addresses, private authorities and proxies hold there as well.
public final class SdkClient implements SdkHttpClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 4;

  private final TlsOptions tls;
  private final EndpointRules rules;
  private final Proxies proxies;
  private final Map<URI, HttpTransport> transports = new HashMap<>();

  public SdkClient(TlsOptions tls, EndpointRules rules, Proxies proxies) {
    this.tls = tls;
    this.rules = rules;
    this.proxies = proxies;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return exchange(request);
      }

      @Override
      public void abort() {
        // Nobody waits for longer than PATIENCE without a byte.
      }
    };
  }

  private HttpExecuteResponse exchange(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    byte[] body = body(request.contentStreamProvider().orElse(null));
    try {
      HttpReply reply = transport(http.getUri()).send(call(http, body));
      return HttpExecuteResponse.builder()
          .response(response(reply))
          .responseBody(
              AbortableInputStream.create(
                  new ByteArrayInputStream(reply.body(), 0, reply.bodyLength())))
          .build();
    } catch (TransportException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static byte[] body(@Nullable ContentStreamProvider content) throws IOException {
    if (content == null) return new byte[0];
    try (InputStream in = content.newStream()) {
      return in.readAllBytes();
    }
  }

  private static HttpCall call(SdkHttpRequest http, byte[] body) {
    URI uri = http.getUri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    ByteBuffer sent = body.length == 0 ? null : ByteBuffer.wrap(body);
    return new HttpCall(
        http.method().name(), target, headers(http, uri, body.length), sent, null, true, PATIENCE);
  }

  private static HttpHeader[] headers(SdkHttpRequest http, URI uri, int length) {
    List<HttpHeader> headers = new ArrayList<>();
    http.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(new HttpHeader(name, value))));
    if (http.firstMatchingHeader("Host").isEmpty()) {
      headers.add(new HttpHeader("Host", uri.getRawAuthority()));
    }
    if (length > 0 && http.firstMatchingHeader("Content-Length").isEmpty()) {
      headers.add(new HttpHeader("Content-Length", Integer.toString(length)));
    }
    return headers.toArray(HttpHeader[]::new);
  }

  private static SdkHttpResponse response(HttpReply reply) {
    SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(reply.status());
    reply.eachHeader("", response::appendHeader);
    return response.build();
  }

  private synchronized HttpTransport transport(URI uri) throws TransportException {
    URI endpoint = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    HttpTransport known = transports.get(endpoint);
    if (known != null) return known;
    HttpTransport opened =
        new HttpTransport(new HttpOptions(endpoint, tls, 1, CONNECTIONS, PATIENCE, rules, proxies));
    transports.put(endpoint, opened);
    return opened;
  }

  @Override
  public String clientName() {
    return "s3copy";
  }

  @Override
  public synchronized void close() {
    transports.values().forEach(HttpTransport::close);
    transports.clear();
  }
}
