// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// The machines whose system call numbers and constants are known here.
final class Platform {
  private static final String ARCHITECTURE = System.getProperty("os.arch", "");
  private static final String SYSTEM = System.getProperty("os.name", "");

  static final boolean ARM = ARCHITECTURE.equals("aarch64");

  private Platform() {}

  static boolean supported() {
    return SYSTEM.equals("Linux") && (ARM || ARCHITECTURE.equals("amd64"));
  }

  static String description() {
    return SYSTEM + " on " + ARCHITECTURE;
  }
}
