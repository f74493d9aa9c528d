// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.Attributes;
import java.net.URLConnection;
import java.util.Map;
import java.util.TreeMap;

/// The content type of an uploaded file, from its name (the JDK's own table).
final class ContentTypes {
  private static final String UNKNOWN = "application/octet-stream";

  private ContentTypes() {}

  static Attributes attributesFor(Key key) {
    String name = key.utf8();
    String type = name == null ? null : URLConnection.guessContentTypeFromName(name);
    return new Attributes(new TreeMap<>(Map.of("content-type", type == null ? UNKNOWN : type)));
  }
}
