// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpProxyOptions;
import software.amazon.awssdk.crt.http.HttpProxyOptions.HttpProxyAuthorizationType;
import software.amazon.awssdk.crt.http.HttpProxyOptions.HttpProxyConnectionType;
import software.amazon.awssdk.crt.io.TlsContext;

/// One proxy as native code wants it: TLS goes through a tunnel, plain requests are forwarded.
final class ProxySettings implements AutoCloseable {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final HttpProxyOptions options = new HttpProxyOptions();
  private final @Nullable TlsContext tls;

  private ProxySettings(URI proxy, boolean tunnel, @Nullable TlsContext tls) {
    this.tls = tls;
    options.setHost(proxy.getHost());
    options.setPort(proxy.getPort() > 0 ? proxy.getPort() : tls == null ? HTTP_PORT : HTTPS_PORT);
    options.setConnectionType(
        tunnel ? HttpProxyConnectionType.Tunneling : HttpProxyConnectionType.Forwarding);
    if (tls != null) options.setTlsContext(tls);
    String login = proxy.getRawUserInfo();
    if (login != null) authorize(login);
  }

  /// Null where there is no proxy on the way.
  ///
  /// @throws TransportException where a proxy is spoken to over TLS, and its files cannot be used
  static @Nullable ProxySettings of(HttpOptions options) throws TransportException {
    URI proxy = options.proxy();
    if (proxy == null) return null;
    boolean secure = "https".equals(proxy.getScheme());
    TlsContext tls =
        secure ? TlsFiles.context(TlsOptions.trusting(options.tls().caBundle())) : null;
    return new ProxySettings(proxy, options.secure(), tls);
  }

  private void authorize(String login) {
    int colon = login.indexOf(':');
    options.setAuthorizationType(HttpProxyAuthorizationType.Basic);
    options.setAuthorizationUsername(decoded(colon < 0 ? login : login.substring(0, colon)));
    options.setAuthorizationPassword(colon < 0 ? "" : decoded(login.substring(colon + 1)));
  }

  private static String decoded(String percentEncoded) {
    return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  HttpProxyOptions options() {
    return options;
  }

  @Override
  public void close() {
    if (tls != null) tls.close();
  }
}
