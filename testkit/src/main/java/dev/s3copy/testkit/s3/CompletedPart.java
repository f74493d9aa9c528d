// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One part as the client names it to complete an upload.
///
/// @param checksum base64; empty where none was told
record CompletedPart(int number, String etag, String checksum) {

  static List<CompletedPart> parse(byte[] document) throws Refusal {
    Reader reader = new Reader();
    XmlScanner.scan(document, reader);
    if (reader.parts.isEmpty()) throw XmlScanner.malformed();
    return reader.parts;
  }

  boolean matches(Upload.Part part) {
    if (!etag.equals(part.etag())) return false;
    StoredChecksum stored = part.checksum();
    return checksum.isEmpty() || stored == null || checksum.equals(stored.value());
  }

  private static final class Reader implements XmlScanner.Handler {
    private final List<CompletedPart> parts = new ArrayList<>();
    private int number;
    private String etag = "";
    private String checksum = "";

    @Override
    public void opened(String name) {
      if (!name.equals("Part")) return;
      number = 0;
      etag = "";
      checksum = "";
    }

    @Override
    public void closed(String name, byte[] bytes) throws Refusal {
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      switch (name) {
        case "PartNumber" -> number = number(text);
        case "ETag" -> etag = Conditions.unquoted(text);
        case "Part" -> parts.add(new CompletedPart(number, etag, checksum));
        default -> {
          if (name.startsWith("Checksum")) checksum = text;
        }
      }
    }

    private static int number(String text) throws Refusal {
      try {
        return Integer.parseUnsignedInt(text);
      } catch (NumberFormatException e) {
        throw XmlScanner.malformed();
      }
    }
  }
}
