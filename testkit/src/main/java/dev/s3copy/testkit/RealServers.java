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
  /// Names of the programs known here.
  public static final List<String> NAMES = List.of("minio", "rclone", "versitygw");

  private static final String FOLDERS = "S3COPY_TEST_SERVERS";

  private RealServers() {}

  /// A result for an absent program too, so that a test can be skipped by its name.
  ///
  /// @param name one of [#NAMES]
  public static RealServer start(String name) {
    return start(name, System.getenv());
  }

  static RealServer start(String name, Map<String, String> environment) {
    if (!NAMES.contains(name)) throw new IllegalArgumentException("unknown server " + name);
    Optional<Path> program = find(name, environment);
    if (program.isEmpty()) {
      return new RealServer.Absent(name, "no program " + name + " on PATH or in " + FOLDERS);
    }
    return ServerProcess.start(name, program.get());
  }

  private static Optional<Path> find(String name, Map<String, String> environment) {
    return Stream.of(FOLDERS, "PATH")
        .map(variable -> environment.getOrDefault(variable, ""))
        .flatMap(folders -> Stream.of(folders.split(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
