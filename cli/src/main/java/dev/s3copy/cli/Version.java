// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version and the commit, as the build wrote them into `version.properties`.
final class Version implements IVersionProvider {
  private static final String UNKNOWN = "unknown";

  @Override
  public String[] getVersion() {
    return new String[] {
      "s3copy " + describe(read()),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  static String describe(Properties built) {
    String changed = known(built, "changed").equals("true") ? ", with changes" : "";
    return known(built, "version") + " (commit " + known(built, "commit") + changed + ")";
  }

  /// What Maven did not know, it left as it stood.
  private static String known(Properties built, String key) {
    String value = built.getProperty(key, UNKNOWN);
    return value.startsWith("${") ? UNKNOWN : value;
  }

  private static Properties read() {
    Properties built = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/version.properties")) {
      if (file != null) built.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return built;
  }
}
