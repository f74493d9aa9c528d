// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What a worker talks to while its image is made: a bucket of small objects, and as much of the
/// Kubernetes API as one worker with one shard asks for. The worker's work is what the AOT cache in
/// its image is trained on.
public final class AotTraining {
  /// Less than a page: nothing is given away, as nobody here would make a shard of it.
  private static final int OBJECTS = 990;
  private static final int LARGEST = 4096;
  private static final String SHARDS = "/apis/s3copy.dev/v1alpha1/namespaces/n/s3copyshards";
  private static final String COPY = "/apis/s3copy.dev/v1alpha1/namespaces/n/s3copies/c";
  private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"[0-9]+\"");
  private static final int BACKLOG = 0;

  private int version = 1;
  private String shard =
      """
      {"apiVersion":"s3copy.dev/v1alpha1","kind":"S3CopyShard","metadata":{"name":"c-0","namespace":"n","resourceVersion":"1"},\
      "spec":{"copy":"c","runId":"r","id":"0","after":"","cedeRequests":0}}\
      """;

  private AotTraining() {}

  /// Prints the port of the API, then serves until standard input ends.
  ///
  /// @param args a PKCS#12 file with the server's key, and its password
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    try (EmbeddedS3 s3 = EmbeddedS3.builder().start()) {
      fill(s3);
      HttpsServer api = new AotTraining().serve(Path.of(args[0]), args[1].toCharArray(), s3);
      System.out.println(api.getAddress().getPort());
      while (System.in.read() >= 0) {}
      api.stop(0);
    }
  }

  private static void fill(EmbeddedS3 s3) {
    s3.createBucket("from");
    s3.createBucket("target");
    for (int i = 0; i < OBJECTS; i++) {
      s3.put("from", "key/%05d".formatted(i), new byte[i % LARGEST], Map.of());
    }
  }

  private HttpsServer serve(Path keys, char[] password, EmbeddedS3 s3)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, password);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(COPY, exchange -> answer(exchange, copy(s3)));
    server.createContext(SHARDS, exchange -> answer(exchange, shards(exchange)));
    server.start();
    return server;
  }

  private static String copy(EmbeddedS3 s3) {
    String bucket =
        "{\"s3\":{\"bucket\":\"%s\",\"endpoint\":\"%s\",\"credentials\":{\"secretName\":\"k\"}}}";
    return """
    {"apiVersion":"s3copy.dev/v1alpha1","kind":"S3Copy","metadata":{"name":"c","namespace":"n"},\
    "spec":{"transfer":"Stream","source":%s,"destination":%s}}\
    """
        .formatted(
            bucket.formatted("from", s3.endpoint()), bucket.formatted("target", s3.endpoint()));
  }

  private synchronized String shards(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      shard = VERSION.matcher(body).replaceFirst("\"resourceVersion\":\"" + ++version + "\"");
    }
    if (!exchange.getRequestURI().getPath().equals(SHARDS)) return shard;
    return """
    {"apiVersion":"s3copy.dev/v1alpha1","kind":"S3CopyShardList","metadata":{"resourceVersion":"1"},"items":[%s]}\
    """
        .formatted(shard);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
