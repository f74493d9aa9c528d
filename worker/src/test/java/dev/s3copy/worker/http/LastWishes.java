// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.crt.http.HttpHeader;

/// A program that still has a request to make when it is told to end, as a worker does to settle
/// what is in flight. Prints its status.
final class LastWishes {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Later than hooks of others, who all run at the same time.
  private static final long OTHERS_FIRST_MILLIS = 300;

  private LastWishes() {}

  /// @param args the endpoint
  public static void main(String[] args) throws TransportException {
    HttpTransport transport =
        new HttpTransport(
            new HttpOptions(URI.create(args[0]), null, 1, 2, PATIENCE, EndpointRules.ANYWHERE));
    request(transport, args[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> lastWish(transport, args[0])));
    System.exit(0);
  }

  private static void lastWish(HttpTransport transport, String endpoint) {
    try (transport) {
      Thread.sleep(OTHERS_FIRST_MILLIS);
      System.out.println("answered with " + request(transport, endpoint));
    } catch (InterruptedException | TransportException e) {
      System.out.println("failed: " + e);
    }
  }

  private static int request(HttpTransport transport, String endpoint) throws TransportException {
    HttpHeader[] headers = {new HttpHeader("Host", URI.create(endpoint).getAuthority())};
    return transport.send(new HttpCall("GET", "/", headers, null, null, true, PATIENCE)).status();
  }
}
