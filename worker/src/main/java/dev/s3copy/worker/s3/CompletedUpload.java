// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.ETags;
import dev.s3copy.worker.s3.text.XmlText;
import java.util.List;

/// The document that ends a multipart upload.
final class CompletedUpload {
  private static final int CHARS_PER_PART = 160;

  private CompletedUpload() {}

  /// @param parts in ascending order of their numbers
  static String document(List<PartResult> parts) {
    StringBuilder out = new StringBuilder(CHARS_PER_PART * (1 + parts.size()));
    out.append("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    for (PartResult part : parts) {
      out.append("<Part><PartNumber>").append(part.number()).append("</PartNumber><ETag>");
      XmlText.append(out, ETags.quoted(part.etag()));
      out.append("</ETag>");
      if (!part.checksum().isEmpty()) {
        out.append('<').append(Checksums.UPLOAD_ELEMENT).append('>');
        XmlText.append(out, part.checksum());
        out.append("</").append(Checksums.UPLOAD_ELEMENT).append('>');
      }
      out.append("</Part>");
    }
    return out.append("</CompleteMultipartUpload>").toString();
  }
}
