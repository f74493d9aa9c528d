// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

/// What is tried on each server.
enum Operation {
  SERVER_SIDE("Copied inside the server", "transfer: ServerSide"),
  STREAM("Streamed from bucket to bucket", "transfer: Stream"),
  COPIED_IN("Copied there from another server", "transfer: Stream"),
  BACKUP("Backed up there from a volume", ""),
  RESTORE("Restored from there to a volume", "");

  private final String title;
  private final String settings;

  Operation(String title, String settings) {
    this.title = title;
    this.settings = settings;
  }

  String title() {
    return title;
  }

  /// What the manifest says beside both ends.
  String settings() {
    return settings;
  }

  boolean ofFiles() {
    return this == BACKUP || this == RESTORE;
  }

  boolean readsServer() {
    return this == SERVER_SIDE || this == STREAM || this == RESTORE;
  }
}
