// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.KeptBucket.Piece;
import dev.s3copy.bench.Stats.Op;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Multipart uploads: create, part, part by copy, complete, abort.
final class Uploads {
  private final Store store;
  private final Map<String, ConcurrentSkipListMap<Integer, Piece>> open = new ConcurrentHashMap<>();

  Uploads(Store store) {
    this.store = store;
  }

  void post(Request request, @Nullable Body body, Reply reply) {
    if (request.has("uploads")) create(request, reply);
    else if (request.has("uploadId")) complete(request, reply);
    else reply.error(501, "NotImplemented", "POST " + request.query.keySet());
  }

  void part(Request request, @Nullable Body body, Reply reply) {
    boolean copies = request.header(Header.COPY_SOURCE) != null;
    store.stats.count(copies ? Op.PART_COPY : Op.PART);
    Map<Integer, Piece> parts = open.get(request.parameter("uploadId", ""));
    if (parts == null) {
      noSuchUpload(reply);
      return;
    }
    Piece piece = copies ? copied(request, reply) : Writes.pieceOf(body);
    if (piece == null) return;
    parts.put(Integer.parseInt(request.parameter("partNumber", "1")), piece);
    String etag = Writes.etag(List.of(piece));
    if (copies) Writes.copyResult(reply, "CopyPartResult", etag);
    else reply.status(200).header("ETag", etag).end();
  }

  void abort(Request request, Reply reply) {
    store.stats.count(Op.ABORT_UPLOAD);
    if (open.remove(request.parameter("uploadId", "")) == null) noSuchUpload(reply);
    else reply.status(204).endWithoutBody();
  }

  int openCount() {
    return open.size();
  }

  private void create(Request request, Reply reply) {
    store.stats.count(Op.CREATE_UPLOAD);
    if (store.kept(request.bucket) == null) {
      reply.error(403, "AccessDenied", "Generated buckets are read-only.");
      return;
    }
    String id = "upload-" + store.nextRequestId();
    open.put(id, new ConcurrentSkipListMap<>());
    reply.body.add("<InitiateMultipartUploadResult><Bucket>").add(request.bucket);
    reply.body.add("</Bucket><UploadId>").add(id);
    reply.body.add("</UploadId></InitiateMultipartUploadResult>");
    reply.xml(200);
  }

  private void complete(Request request, Reply reply) {
    store.stats.count(Op.COMPLETE_UPLOAD);
    Map<Integer, Piece> parts = open.remove(request.parameter("uploadId", ""));
    KeptBucket bucket = store.kept(request.bucket);
    if (parts == null || parts.isEmpty() || bucket == null) {
      noSuchUpload(reply);
      return;
    }
    List<Piece> pieces = List.copyOf(parts.values());
    String etag = Writes.etag(pieces);
    bucket.put(request.key, etag, Writes.now(), pieces);
    reply.body.add("<CompleteMultipartUploadResult><ETag>&quot;");
    reply.body.add(etag.substring(1, etag.length() - 1));
    reply.body.add("&quot;</ETag></CompleteMultipartUploadResult>");
    reply.xml(200);
  }

  private @Nullable Piece copied(Request request, Reply reply) {
    Store.Source source = store.copySource(request, reply);
    if (source == null) return null;
    long number = source.item().number();
    if (number < 0) {
      reply.error(501, "NotImplemented", "Part copies read generated buckets only.");
      return null;
    }
    ByteRange range = ByteRange.of(request.header(Header.COPY_SOURCE_RANGE), source.item().size());
    if (range == null) {
      reply.error(416, "InvalidRange", "The requested range is not satisfiable");
      return null;
    }
    if (range.first() == 0) store.stats.readFromStart(source.bucket(), number);
    return new Piece(
        range.length(), store.pattern.crc(number, range.first(), range.length()), null);
  }

  private static void noSuchUpload(Reply reply) {
    reply.error(404, "NoSuchUpload", "The specified upload does not exist.");
  }
}
