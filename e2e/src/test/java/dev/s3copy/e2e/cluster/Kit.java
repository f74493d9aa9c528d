// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The scripts of `e2e/cluster` for one cluster.
///
/// @param name prefix of its nodes, and of what it makes on the machine
/// @param state its folder while it runs
/// @param port of the API server; 0 where it runs already
record Kit(String name, Path built, Path state, int port) {
  private static final Path FOLDER =
      Path.of(System.getProperty("s3copy.root", ".."), "e2e", "cluster").toAbsolutePath();
  private static final String PREFIX = "e2e-";
  private static final String DEFAULT_NAME = "kit";
  private static final String RUN = "run-";
  private static final Duration SECONDS = Duration.ofSeconds(60);

  /// Named after this process, so that it never meets a cluster of somebody else.
  static Kit ofThisProcess() {
    String name = PREFIX + ProcessHandle.current().pid();
    Path built = whereBuilt();
    return new Kit(name, built, built.resolve(RUN + name), freePort());
  }

  /// One that runs.
  static Kit running(Path state) {
    String folder = state.getFileName().toString();
    String name = folder.startsWith(RUN) ? folder.substring(RUN.length()) : DEFAULT_NAME;
    return new Kit(name, state.resolve("..").normalize(), state, 0);
  }

  /// What this machine lacks, if anything.
  static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) return Optional.of("this is not Linux");
    if (!System.getProperty("user.name").equals("root")) return Optional.of("we are not root");
    List<String> lacking =
        Stream.of("go", "gcc", "ip", "nsenter", "unshare", "bc").filter(p -> !isOnPath(p)).toList();
    if (lacking.isEmpty()) return Optional.empty();
    return Optional.of("not on the PATH: " + String.join(", ", lacking));
  }

  boolean isBuilt() {
    return Files.exists(built.resolve("complete"));
  }

  Path kubeconfig() {
    return state.resolve("pki/admin.kubeconfig");
  }

  String run(Duration patience, String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(FOLDER.resolve(script).toString()));
    command.addAll(List.of(arguments));
    return new Shell(environment()).run(patience, command);
  }

  /// Ends clusters whose process was killed before it could.
  void downLeftovers() {
    try (Stream<Path> folders = Files.list(built)) {
      for (Path folder : folders.filter(Kit::isLeftOver).toList()) {
        running(folder).run(SECONDS, "down");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLeftOver(Path folder) {
    String file = folder.getFileName().toString();
    if (!file.startsWith(RUN + PREFIX)) return false;
    return ProcessHandle.of(Long.parseLong(file.substring((RUN + PREFIX).length()))).isEmpty();
  }

  private Map<String, String> environment() {
    return Map.of(
        "KIT_NAME", name,
        "KIT_BUILT", built.toString(),
        "KIT_STATE", state.toString(),
        "KIT_PORT", Integer.toString(port),
        "KIT_FAST", "1");
  }

  private static Path whereBuilt() {
    String script = ". '" + FOLDER + "/env.sh' && echo \"$built\"";
    return Path.of(new Shell(Map.of()).run(SECONDS, List.of("bash", "-c", script)).strip());
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Free a moment ago.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
