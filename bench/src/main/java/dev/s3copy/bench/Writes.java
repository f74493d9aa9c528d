// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.KeptBucket.Piece;
import dev.s3copy.bench.Stats.Op;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// PUT, CopyObject and deletes.
final class Writes {
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
  private static final long MILLIS = 1000;

  private final Store store;

  Writes(Store store) {
    this.store = store;
  }

  void put(Request request, @Nullable Body body, Reply reply) {
    KeptBucket bucket = store.kept(request.bucket);
    boolean copies = request.header(Header.COPY_SOURCE) != null;
    store.stats.count(copies ? Op.COPY : Op.PUT);
    if (bucket == null) {
      reply.error(403, "AccessDenied", "Generated buckets are read-only.");
      return;
    }
    if (request.header(Header.IF_NONE_MATCH) != null && bucket.find(request.key) != null) {
      reply.error(412, "PreconditionFailed", "If-None-Match does not hold.");
      return;
    }
    List<Piece> pieces = copies ? copied(request, reply) : List.of(pieceOf(body));
    if (pieces == null) return;
    String etag = etag(request.key, pieces);
    bucket.put(request.key, etag, now(), pieces);
    if (copies) copyResult(reply, "CopyObjectResult", etag);
    else reply.status(200).header("ETag", etag).end();
  }

  void delete(Request request, Reply reply) {
    store.stats.count(Op.DELETE);
    KeptBucket bucket = store.kept(request.bucket);
    if (bucket != null) bucket.remove(request.key);
    reply.status(204).endWithoutBody();
  }

  void deleteMany(Request request, @Nullable Body body, Reply reply) {
    store.stats.count(Op.DELETE);
    KeptBucket bucket = store.kept(request.bucket);
    Matcher keys = KEY.matcher(text(body));
    while (bucket != null && keys.find()) bucket.remove(keys.group(1));
    reply.body.add("<DeleteResult></DeleteResult>");
    reply.xml(200);
  }

  private @Nullable List<Piece> copied(Request request, Reply reply) {
    Store.Source source = store.copySource(request, reply);
    if (source == null) return null;
    long number = source.item().number();
    if (number < 0) {
      KeptBucket bucket = store.kept(source.bucket());
      KeptBucket.Kept kept = bucket == null ? null : bucket.kept(source.item().key());
      return kept == null ? List.of() : kept.pieces();
    }
    store.stats.readFromStart(source.bucket(), number);
    long size = source.item().size();
    return List.of(new Piece(size, store.pattern.crc(number, 0, size), null));
  }

  static void copyResult(Reply reply, String element, String etag) {
    reply.body.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").add(element);
    reply.body.add("><LastModified>").add(HttpClock.modifiedIso(now()));
    reply.body.add("</LastModified><ETag>&quot;").add(etag.substring(1, etag.length() - 1));
    reply.body.add("&quot;</ETag></").add(element).add(">");
    reply.xml(200);
  }

  static Piece pieceOf(@Nullable Body body) {
    return body == null ? new Piece(0, 0, ByteBuffer.allocate(0)) : body.piece();
  }

  static String text(@Nullable Body body) {
    ByteBuffer bytes = body == null ? null : body.piece().body();
    return bytes == null ? "" : StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }

  /// Depends on the content, but is no MD5, and looks like none.
  static String etag(List<Piece> pieces) {
    int sum = 1;
    for (Piece piece : pieces) sum = 31 * sum + piece.crc();
    return "\"%024x%08x-%d\"".formatted(pieces.getFirst().size(), sum, pieces.size());
  }

  /// As on S3, the same bytes written with one PUT get the ETag that the source has.
  private String etag(String key, List<Piece> pieces) {
    Piece whole = pieces.getFirst();
    long number = GeneratedBucket.numberIn(key);
    boolean generated =
        number >= 0
            && pieces.size() == 1
            && whole.crc() == store.pattern.crc(number, 0, whole.size());
    return generated ? GeneratedBucket.etag(number) : etag(pieces);
  }

  static long now() {
    return System.currentTimeMillis() / MILLIS;
  }
}
