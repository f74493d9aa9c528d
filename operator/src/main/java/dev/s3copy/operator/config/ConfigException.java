// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.config;

import java.util.List;

/// Everything that is wrong with the environment, all at once.
public final class ConfigException extends Exception {
  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
