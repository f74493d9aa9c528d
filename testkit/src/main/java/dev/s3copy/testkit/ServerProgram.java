// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The servers known here: what their program is called, and how it is started.
enum ServerProgram {
  MINIO("minio", "minio") {
    @Override
    List<String> arguments(Start start) {
      return List.of(
          "server",
          "--quiet",
          "--address",
          start.address(),
          "--console-address",
          "127.0.0.1:0",
          start.data());
    }
  },

  VERSITYGW("versitygw", "versitygw") {
    @Override
    List<String> arguments(Start start) {
      return List.of("--port", start.address(), "--region", start.region(), "posix", start.data());
    }
  },

  RCLONE("rclone", "rclone") {
    @Override
    List<String> arguments(Start start) {
      return List.of(
          "serve",
          "s3",
          "--config",
          start.folder().resolve("rclone.conf").toString(),
          "--addr",
          start.address(),
          "--auth-key",
          start.accessKey() + "," + start.secretKey(),
          start.data());
    }
  },

  /// Keeps everything in memory and checks no signature.
  MOTO("moto", "moto_server") {
    @Override
    List<String> arguments(Start start) {
      return List.of("-H", "127.0.0.1", "-p", Integer.toString(start.port()));
    }
  },

  /// Its parts find each other by ports; the six after the first are taken to be free too.
  SEAWEEDFS("seaweedfs", "weed") {
    @Override
    List<String> arguments(Start start) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "server",
                  "-dir=" + start.data(),
                  "-ip=127.0.0.1",
                  "-ip.bind=127.0.0.1",
                  "-s3",
                  "-s3.port=" + start.port(),
                  "-s3.config=" + start.write("s3.json", IDENTITY),
                  "-s3.port.iceberg=0",
                  "-master.volumeSizeLimitMB=64",
                  // Each bucket has volumes of its own, which are small until they are filled.
                  "-volume.max=20000"));
      List<String> ports =
          List.of(
              "s3.port.grpc",
              "master.port",
              "master.port.grpc",
              "volume.port",
              "volume.port.grpc",
              "filer.port",
              "filer.port.grpc");
      for (String port : ports) {
        arguments.add("-" + port + "=" + (start.port() + 1 + ports.indexOf(port)));
      }
      return arguments;
    }
  },

  /// A monitor, a manager, an OSD and the RADOS Gateway: see `bench/one-ceph`.
  CEPH("ceph", "one-ceph") {
    @Override
    List<String> arguments(Start start) {
      return List.of(
          Integer.toString(start.port()), start.data(), start.accessKey(), start.secretKey());
    }
  };

  private static final String IDENTITY =
      """
      {"identities": [{"name": "testkit", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        "credentials": [{"accessKey": "%s", "secretKey": "%s"}]}]}
      """;

  /// Where and for whom a server runs.
  ///
  /// @param folder temporary, its own; what it stores goes into [#data]
  record Start(Path folder, int port, String accessKey, String secretKey, String region) {
    String address() {
      return "127.0.0.1:" + port;
    }

    String data() {
      return folder.resolve("data").toString();
    }

    /// @param text with places for both keys
    Path write(String file, String text) {
      try {
        return Files.writeString(folder.resolve(file), text.formatted(accessKey, secretKey));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final String title;
  private final String program;

  ServerProgram(String title, String program) {
    this.title = title;
    this.program = program;
  }

  /// What tests call it.
  String title() {
    return title;
  }

  /// What its file is called.
  String program() {
    return program;
  }

  abstract List<String> arguments(Start start);
}
