// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;

/// An S3 server that invents its objects: so cheap that the client is what a run measures.
///
/// Signatures are not checked. Listens on 127.0.0.1 only and prints `listening on <port>` when it
/// is ready. Flags, each as `--name=value`: `port` (0 = any), `threads` (1), and the [Knobs].
public final class SyntheticS3 {
  private static final int BACKLOG = 1024;

  private SyntheticS3() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> flags = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        System.err.println(
            "usage: SyntheticS3 [--port=N] [--threads=N] [--latency-ms=N]"
                + " [--slow-down=PERCENT] [--reset=PERCENT] [--cut=PERCENT]");
        System.exit(2);
      }
      flags.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    int port = Integer.parseInt(flags.getOrDefault("port", "0"));
    int threads = Integer.parseInt(flags.getOrDefault("threads", "1"));
    ServerSocketChannel server = open(port);
    System.out.println("listening on " + server.socket().getLocalPort());
    serve(server, threads, Knobs.NONE.with(flags));
  }

  static ServerSocketChannel open(int port) throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
  }

  /// Serves until the channel is closed. The event loops are daemons.
  static void serve(ServerSocketChannel server, int threads, Knobs knobs) throws IOException {
    Store store = new Store(knobs);
    EventLoop[] loops = new EventLoop[threads];
    for (int i = 0; i < threads; i++) {
      loops[i] = new EventLoop(store);
      Thread.ofPlatform().daemon().name("loop-" + i).start(loops[i]);
    }
    for (int n = 0; ; n++) loops[n % threads].adopt(server.accept());
  }
}
