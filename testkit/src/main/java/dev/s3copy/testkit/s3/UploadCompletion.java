// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Response;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CompleteMultipartUpload: the parts that the client names become the object.
final class UploadCompletion {
  private final Settings settings;

  UploadCompletion(Settings settings) {
    this.settings = settings;
  }

  Response complete(S3Request request, byte[] document) throws Refusal {
    Bucket bucket = settings.store().need(request.bucket());
    Upload upload = bucket.upload(request.key(), request.query().text("uploadId", ""));
    List<Upload.Part> parts = chosen(upload, CompletedPart.parse(document));
    StoredChecksum checksum = checksum(upload, parts);
    checkTold(request, checksum);
    Content content = Content.Joined.of(parts.stream().map(Upload.Part::content).toList());
    StoredObject object =
        new StoredObject(
            content,
            Encryption.etag(upload.headers(), Etags.ofParts(parts)),
            settings.nowMillis(),
            upload.headers(),
            upload.tags(),
            checksum);
    bucket.complete(upload, object, Conditions.ofWrite(request.headers()));
    Xml xml = Xml.document("CompleteMultipartUploadResult");
    xml.text("Location", "/" + request.bucket() + "/" + PercentCoding.path(upload.key().bytes()));
    xml.text("Bucket", request.bucket()).key("Key", upload.key(), false);
    xml.text("ETag", "\"" + object.etag() + "\"");
    if (checksum != null) checksum.addTo(xml);
    return Response.xml(200, xml.close("CompleteMultipartUploadResult").toBytes());
  }

  private List<Upload.Part> chosen(Upload upload, List<CompletedPart> named) throws Refusal {
    List<Upload.Part> parts = new ArrayList<>(named.size());
    int before = 0;
    for (CompletedPart one : named) {
      if (one.number() <= before) {
        throw Refusal.badRequest(
            "InvalidPartOrder", "The list of parts was not in ascending order.");
      }
      before = one.number();
      Upload.Part part = upload.parts().get(one.number());
      if (part == null || !one.matches(part)) {
        throw Refusal.badRequest(
            "InvalidPart", "Part " + one.number() + " could not be found or its ETag differs.");
      }
      parts.add(part);
    }
    for (Upload.Part part : parts.subList(0, parts.size() - 1)) {
      if (part.content().length() < settings.minPartBytes()) {
        throw Refusal.badRequest(
            "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      }
    }
    return parts;
  }

  private static @Nullable StoredChecksum checksum(Upload upload, List<Upload.Part> parts) {
    ChecksumAlgorithm algorithm = upload.algorithm();
    if (algorithm == null) return null;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] whole = null;
    for (Upload.Part part : parts) {
      StoredChecksum checksum = part.checksum();
      if (checksum == null || checksum.algorithm() != algorithm) {
        checksum = StoredChecksum.of(algorithm, part.content());
      }
      byte[] bytes = checksum.bytes();
      all.writeBytes(bytes);
      if (upload.composite()) continue;
      whole = whole == null ? bytes : algorithm.combine(whole, bytes, part.content().length());
    }
    if (whole != null) return StoredChecksum.of(algorithm, whole);
    String value = StoredChecksum.of(algorithm, Content.of(all.toByteArray())).value();
    return new StoredChecksum(algorithm, value + "-" + parts.size(), true);
  }

  private static void checkTold(S3Request request, @Nullable StoredChecksum checksum)
      throws Refusal {
    if (checksum == null) return;
    String told = request.header(checksum.algorithm().header());
    if (told == null || told.equals(checksum.value())) return;
    throw Refusal.badRequest("BadDigest", "The checksum you specified did not match the parts.");
  }
}
