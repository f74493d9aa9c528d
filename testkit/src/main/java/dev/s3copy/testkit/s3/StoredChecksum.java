// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// A checksum as kept with an object or a part.
///
/// @param value base64; of a composite one with `-` and the number of parts
/// @param composite a checksum of the parts' checksums rather than of the bytes
public record StoredChecksum(ChecksumAlgorithm algorithm, String value, boolean composite) {

  static StoredChecksum of(ChecksumAlgorithm algorithm, byte[] value) {
    return new StoredChecksum(algorithm, Base64.getEncoder().encodeToString(value), false);
  }

  static StoredChecksum of(ChecksumAlgorithm algorithm, Content content) {
    ChecksumAlgorithm.Running running = algorithm.start();
    try {
      content.writeTo(new Sink(running::update), 0, content.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(algorithm, running.value());
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(value);
  }

  String type() {
    return composite ? "COMPOSITE" : "FULL_OBJECT";
  }

  /// For an object.
  void addTo(Headers.Builder headers) {
    headers.add(algorithm.header(), value).add("x-amz-checksum-type", type());
  }

  /// For an object.
  void addTo(Xml xml) {
    xml.text(algorithm.element(), value).text("ChecksumType", type());
  }
}
