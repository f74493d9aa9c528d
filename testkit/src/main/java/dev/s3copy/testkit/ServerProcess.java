// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.http.Listener;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts one server program over a temporary folder, on a free port of 127.0.0.1.
final class ServerProcess {
  private static final String REGION = "us-east-1";
  private static final String ACCESS_KEY = "testkit";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(50);

  private final String name;
  private final Path folder;
  private final Process process;

  private ServerProcess(String name, Path folder, Process process) {
    this.name = name;
    this.folder = folder;
    this.process = process;
  }

  static RealServer start(ServerProgram server, Path program) {
    String name = server.title();
    String secretKey = HexFormat.of().toHexDigits(new java.util.SplittableRandom().nextLong());
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("s3copy-" + name + "-");
      Files.createDirectory(folder.resolve("data"));
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(
          server.arguments(new ServerProgram.Start(folder, port, ACCESS_KEY, secretKey, REGION)));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("MINIO_ROOT_USER", ACCESS_KEY);
      builder.environment().put("MINIO_ROOT_PASSWORD", secretKey);
      builder.environment().put("ROOT_ACCESS_KEY_ID", ACCESS_KEY);
      builder.environment().put("ROOT_SECRET_ACCESS_KEY", secretKey);
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
      ServerProcess process = new ServerProcess(name, folder, builder.start());
      Runtime.getRuntime().addShutdownHook(new Thread(process::stop));
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      return process.whenReady(new S3Access(name, endpoint, ACCESS_KEY, secretKey, REGION));
    } catch (IOException e) {
      return new RealServer.Absent(name, program + " does not start: " + e.getMessage());
    }
  }

  private RealServer whenReady(S3Access access) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answers(access.endpoint())) return new RealServer.Running(access, this::stop);
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    String log = Files.readString(folder.resolve("log")).strip();
    stop();
    return new RealServer.Absent(name, "not ready in " + PATIENCE.toSeconds() + " s: " + log);
  }

  /// Any HTTP answer but 503, which MinIO gives while it starts.
  private static boolean answers(URI endpoint) {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(2));
      String request = "GET / HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      String start =
          new String(
              socket.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII);
      return start.startsWith("HTTP/1.1 ") && !start.endsWith("503");
    } catch (IOException e) {
      return false;
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    deleteFolder();
  }

  private void deleteFolder() {
    if (!Files.exists(folder)) return;
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException ignored) {
      // A temporary folder: the system removes what is left.
    }
  }

  /// Free a moment ago; a clash shows as a server that does not start.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, Listener.loopback())) {
      return socket.getLocalPort();
    }
  }
}
