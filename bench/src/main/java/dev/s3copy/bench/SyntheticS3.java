// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// An S3 server that invents its objects: so cheap that the client is what a run measures.
///
/// Signatures are not checked. Listens on 127.0.0.1 only and prints `listening on <port>` when it
/// is ready. Flags, each as `--name=value`: `port` (0 = any), `threads` (1), `keystore` (a PKCS #12
/// file; then the same buckets are served over TLS as well, and `listening with TLS on <port>` is
/// printed), `keystore-password` (`synthetic`), and the [Knobs].
public final class SyntheticS3 {
  private static final int BACKLOG = 1024;

  private SyntheticS3() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    Map<String, String> flags = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        System.err.println(
            "usage: SyntheticS3 [--port=N] [--threads=N] [--keystore=FILE]"
                + " [--keystore-password=TEXT] [--latency-ms=N] [--bytes-per-second=N]"
                + " [--slow-down=PERCENT] [--reset=PERCENT] [--cut=PERCENT]");
        System.exit(2);
      }
      flags.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    int port = Integer.parseInt(flags.getOrDefault("port", "0"));
    int threads = Integer.parseInt(flags.getOrDefault("threads", "1"));
    EventLoop[] loops = loops(new Store(Knobs.NONE.with(flags)), threads);
    ServerSocketChannel server = open(port);
    System.out.println("listening on " + server.socket().getLocalPort());
    String keyStore = flags.get("keystore");
    if (keyStore != null) {
      SSLContext tls = tls(keyStore, flags.getOrDefault("keystore-password", "synthetic"));
      ServerSocketChannel encrypted = open(0);
      System.out.println("listening with TLS on " + encrypted.socket().getLocalPort());
      Thread.ofPlatform().start(() -> acceptTls(encrypted, loops, tls));
    }
    serve(server, loops);
  }

  static ServerSocketChannel open(int port) throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
  }

  /// The event loops are daemons.
  static EventLoop[] loops(Store store, int threads) throws IOException {
    EventLoop[] loops = new EventLoop[threads];
    for (int i = 0; i < threads; i++) {
      loops[i] = new EventLoop(store);
      Thread.ofPlatform().daemon().name("loop-" + i).start(loops[i]);
    }
    return loops;
  }

  /// Serves until the channel is closed.
  static void serve(ServerSocketChannel server, EventLoop[] loops) throws IOException {
    for (int n = 0; ; n++) loops[n % loops.length].adopt(new Wire.Plain(server.accept()));
  }

  static void serveTls(ServerSocketChannel server, EventLoop[] loops, SSLContext tls)
      throws IOException {
    for (int n = 0; ; n++) {
      SSLEngine engine = tls.createSSLEngine();
      engine.setUseClientMode(false);
      loops[n % loops.length].adopt(new TlsWire(server.accept(), engine));
    }
  }

  private static void acceptTls(ServerSocketChannel server, EventLoop[] loops, SSLContext tls) {
    try {
      serveTls(server, loops, tls);
    } catch (IOException e) {
      throw new UncheckedIOException("no more connections with TLS", e);
    }
  }

  static SSLContext tls(String file, String password) throws IOException, GeneralSecurityException {
    char[] secret = password.toCharArray();
    KeyStore store = KeyStore.getInstance(new File(file), secret);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, secret);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
