// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// S3 servers that are not ours, as programs on this machine: in the folders of PATH and of
/// `S3COPY_TEST_SERVERS` (same form, searched first).
public final class RealServers {
  /// Names of the servers known here.
  public static final List<String> NAMES =
      Stream.of(ServerProgram.values()).map(ServerProgram::title).toList();

  private static final String FOLDERS = "S3COPY_TEST_SERVERS";

  private RealServers() {}

  /// A result for an absent program too, so that a test can be skipped by its name.
  ///
  /// @param name one of [#NAMES]
  public static RealServer start(String name) {
    return start(name, System.getenv());
  }

  static RealServer start(String name, Map<String, String> environment) {
    ServerProgram server = of(name);
    String program = server.program();
    Optional<Path> found = find(program, environment);
    if (found.isEmpty()) {
      return new RealServer.Absent(name, "no program " + program + " on PATH or in " + FOLDERS);
    }
    return ServerProcess.start(server, found.get());
  }

  private static ServerProgram of(String name) {
    return Stream.of(ServerProgram.values())
        .filter(server -> server.title().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("unknown server " + name));
  }

  private static Optional<Path> find(String program, Map<String, String> environment) {
    return Stream.of(FOLDERS, "PATH")
        .map(variable -> environment.getOrDefault(variable, ""))
        .flatMap(folders -> Stream.of(folders.split(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
