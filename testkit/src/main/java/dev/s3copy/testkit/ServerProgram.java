// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.nio.file.Path;
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
      return List.of(
          "--port", start.address(), "--region", start.region(), "posix", start.data());
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
  };

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
