// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A multipart upload up to its completion.
final class UploadOperations {
  private static final int MAX_PAGE = 1000;

  private final Settings settings;

  UploadOperations(Settings settings) {
    this.settings = settings;
  }

  Response create(S3Request request) throws Refusal {
    Bucket bucket = settings.store().need(request.bucket());
    ObjectOperations.checkKey(request.key());
    ChecksumAlgorithm algorithm =
        ChecksumAlgorithm.named(request.header("x-amz-checksum-algorithm"));
    String id = UUID.randomUUID().toString().replace("-", "");
    bucket
        .uploads()
        .put(
            id,
            new Upload(
                id,
                request.key(),
                settings.nowMillis(),
                Metadata.of(request.headers(), bucket),
                Tags.ofHeader(request.header("x-amz-tagging")),
                algorithm,
                composite(algorithm, request),
                Upload.noParts()));
    Xml xml = Xml.document("InitiateMultipartUploadResult").text("Bucket", request.bucket());
    xml.key("Key", request.key(), false).text("UploadId", id);
    Response response = Response.xml(200, xml.close("InitiateMultipartUploadResult").toBytes());
    return algorithm == null
        ? response
        : response.with(
            Headers.builder().add("x-amz-checksum-algorithm", algorithm.name()).build());
  }

  /// CRC-64 is always of the whole object, a SHA never; the others are composite unless asked.
  private static boolean composite(@Nullable ChecksumAlgorithm algorithm, S3Request request)
      throws Refusal {
    if (algorithm == null) return false;
    boolean byDefault = algorithm != ChecksumAlgorithm.CRC64NVME;
    String asked = request.header("x-amz-checksum-type");
    boolean composite = asked == null ? byDefault : asked.equals("COMPOSITE");
    if (composite == byDefault || (!composite && algorithm.combines())) return composite;
    throw Refusal.badRequest("InvalidRequest", algorithm + " cannot be of type " + asked);
  }

  Response part(S3Request request, InputStream body) throws Refusal, IOException {
    Upload upload = upload(request);
    Encryption.checkPart(request.headers(), upload);
    int number = partNumber(request);
    Received received = new BodyReader(request.headers(), body).read(upload.algorithm());
    Upload.Part part =
        new Upload.Part(
            number, received.content(), received.etag(), settings.nowMillis(), received.checksum());
    upload.parts().put(number, part);
    Headers.Builder headers = Headers.builder().add("ETag", "\"" + part.etag() + "\"");
    StoredChecksum checksum = part.checksum();
    if (checksum != null) headers.add(checksum.algorithm().header(), checksum.value());
    return Response.empty(200, headers.build());
  }

  Response partCopy(S3Request request) throws Refusal {
    Upload upload = upload(request);
    Encryption.checkPart(request.headers(), upload);
    int number = partNumber(request);
    StoredObject source = CopyOperations.source(settings, request);
    ByteRange range =
        ByteRange.ofCopySource(request.header("x-amz-copy-source-range"), source.size());
    if (range.length() > BodyReader.MAX_PUT) {
      throw Refusal.badRequest("InvalidRequest", "A part has at most " + BodyReader.MAX_PUT);
    }
    Content content = new Content.Slice(source.content(), range.from(), range.until());
    ChecksumAlgorithm algorithm = upload.algorithm();
    StoredChecksum checksum = algorithm == null ? null : StoredChecksum.of(algorithm, content);
    long now = settings.nowMillis();
    String etag = Etags.ofContent(content);
    upload.parts().put(number, new Upload.Part(number, content, etag, now, checksum));
    Xml xml = Xml.document("CopyPartResult").text("LastModified", Times.iso(now));
    xml.text("ETag", "\"" + etag + "\"");
    if (checksum != null) xml.text(checksum.algorithm().element(), checksum.value());
    return Response.xml(200, xml.close("CopyPartResult").toBytes());
  }

  Response abort(S3Request request) throws Refusal {
    Upload upload = upload(request);
    settings.store().need(request.bucket()).uploads().remove(upload.id());
    return Response.empty(204, Headers.NONE);
  }

  Response parts(S3Request request) throws Refusal {
    Upload upload = upload(request);
    int marker = number(request.query().text("part-number-marker", "0"));
    int max = Math.min(number(request.query().text("max-parts", "1000")), MAX_PAGE);
    List<Upload.Part> after = List.copyOf(upload.parts().tailMap(marker, false).values());
    List<Upload.Part> page = after.subList(0, Math.min(max, after.size()));
    Xml xml = Xml.document("ListPartsResult").text("Bucket", request.bucket());
    xml.key("Key", upload.key(), false).text("UploadId", upload.id());
    xml.number("PartNumberMarker", marker);
    if (!page.isEmpty()) xml.number("NextPartNumberMarker", page.getLast().number());
    xml.number("MaxParts", max);
    xml.text("IsTruncated", Boolean.toString(page.size() < after.size()));
    for (Upload.Part part : page) {
      xml.open("Part").number("PartNumber", part.number());
      xml.text("LastModified", Times.iso(part.modifiedMillis()));
      xml.text("ETag", "\"" + part.etag() + "\"").number("Size", part.content().length());
      StoredChecksum checksum = part.checksum();
      if (checksum != null) xml.text(checksum.algorithm().element(), checksum.value());
      xml.close("Part");
    }
    return Response.xml(200, xml.close("ListPartsResult").toBytes());
  }

  /// Pages by key and upload id, without delimiter.
  Response uploads(S3Request request) throws Refusal {
    Query query = request.query();
    boolean encoded = ListOperations.encoded(query);
    Key marker = query.key("key-marker");
    String idMarker = query.text("upload-id-marker", "");
    int max = Math.min(number(query.text("max-uploads", "1000")), MAX_PAGE);
    List<Upload> after =
        settings.store().need(request.bucket()).uploads().values().stream()
            .filter(u -> u.key().startsWith(query.key("prefix")) && isAfter(u, marker, idMarker))
            .sorted(Comparator.comparing(Upload::key).thenComparing(Upload::id))
            .toList();
    List<Upload> page = after.subList(0, Math.min(max, after.size()));
    boolean truncated = page.size() < after.size();
    Xml xml = Xml.document("ListMultipartUploadsResult").text("Bucket", request.bucket());
    xml.key("KeyMarker", marker, encoded).text("UploadIdMarker", idMarker);
    if (truncated && !page.isEmpty()) {
      xml.key("NextKeyMarker", page.getLast().key(), encoded);
      xml.text("NextUploadIdMarker", page.getLast().id());
    }
    if (encoded) xml.text("EncodingType", "url");
    xml.number("MaxUploads", max).text("IsTruncated", Boolean.toString(truncated));
    for (Upload upload : page) {
      xml.open("Upload").key("Key", upload.key(), encoded).text("UploadId", upload.id());
      xml.text("Initiated", Times.iso(upload.initiatedMillis())).close("Upload");
    }
    return Response.xml(200, xml.close("ListMultipartUploadsResult").toBytes());
  }

  private static boolean isAfter(Upload upload, Key marker, String idMarker) {
    int order = upload.key().compareTo(marker);
    return order > 0 || (order == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0);
  }

  private Upload upload(S3Request request) throws Refusal {
    String id = request.query().text("uploadId", "");
    return settings.store().need(request.bucket()).upload(request.key(), id);
  }

  private static int partNumber(S3Request request) throws Refusal {
    int number = number(request.query().text("partNumber", ""));
    if (number >= 1 && number <= Upload.MAX_PARTS) return number;
    throw Refusal.invalidArgument("Part number must be between 1 and " + Upload.MAX_PARTS);
  }

  private static int number(String text) throws Refusal {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalidArgument(text + " is not a number");
    }
  }
}
