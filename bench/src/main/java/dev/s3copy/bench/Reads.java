// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.KeptBucket.Kept;
import dev.s3copy.bench.KeptBucket.Piece;
import dev.s3copy.bench.Keyspace.Item;
import dev.s3copy.bench.Stats.Op;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// LIST, GET and HEAD.
final class Reads {
  private final Store store;

  Reads(Store store) {
    this.store = store;
  }

  void bucket(Request request, Reply reply) {
    if (request.bucket.isEmpty()) {
      reply.body.add("<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>");
    } else if (request.has("location")) {
      reply.body.add("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
    } else if (request.has("versioning")) {
      reply.body.add("<VersioningConfiguration/>");
    } else if (request.has("uploads")) {
      reply.body.add("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>");
      reply.body.add("</ListMultipartUploadsResult>");
    } else if (request.has("object-lock")) {
      reply.error(404, "ObjectLockConfigurationNotFoundError", "None.");
      return;
    } else {
      store.stats.count(Op.LIST);
      new ListPage(store.bucket(request.bucket), request, reply.body).write(request.bucket);
      reply.xml(200);
      return;
    }
    store.stats.count(Op.OTHER);
    reply.xml(200);
  }

  void object(Request request, Reply reply) {
    boolean head = request.method.equals("HEAD");
    store.stats.count(head ? Op.HEAD : Op.GET);
    Item item = store.bucket(request.bucket).find(request.key);
    if (item == null) {
      reply.error(404, "NoSuchKey", "The specified key does not exist.");
      return;
    }
    String ifMatch = request.header(Header.IF_MATCH);
    if (ifMatch != null && !Store.sameTag(ifMatch, item.etag())) {
      reply.error(412, "PreconditionFailed", "If-Match does not hold.");
      return;
    }
    if (request.has("tagging")) {
      reply.body.add("<Tagging><TagSet></TagSet></Tagging>");
      reply.xml(200);
      return;
    }
    send(request, item, reply);
  }

  private void send(Request request, Item item, Reply reply) {
    String asked = request.header(Header.RANGE);
    ByteRange range = ByteRange.of(asked, item.size());
    if (range == null) {
      reply.error(416, "InvalidRange", "The requested range is not satisfiable");
      return;
    }
    boolean head = request.method.equals("HEAD");
    if (!head && item.number() < 0 && !readable(request, item)) {
      reply.error(501, "NotImplemented", "This server did not keep these bytes.");
      return;
    }
    if (!head && range.first() == 0 && item.number() >= 0) {
      store.stats.readFromStart(request.bucket, item.number());
    }
    reply.status(asked == null ? 200 : 206);
    if (asked != null) {
      reply.header("Content-Range", range.contentRange(item.size()));
    }
    reply
        .header("ETag", item.etag())
        .header("Last-Modified", HttpClock.modified(item.modified()))
        .header("Content-Type", "binary/octet-stream")
        .header("Accept-Ranges", "bytes");
    if (item.number() >= 0 || head) reply.content(item.number(), range.first(), range.length());
    else sendKept(request, range, reply);
  }

  private boolean readable(Request request, Item item) {
    Kept kept = keptObject(request, item);
    return kept != null && kept.pieces().stream().allMatch(piece -> piece.body() != null);
  }

  private void sendKept(Request request, ByteRange range, Reply reply) {
    Bytes whole = new Bytes((int) range.length() + 1);
    KeptBucket bucket = store.kept(request.bucket);
    Kept kept = bucket == null ? null : bucket.kept(request.key);
    if (kept != null) {
      for (Piece piece : kept.pieces()) {
        ByteBuffer body = piece.body();
        if (body != null) whole.add(body.duplicate());
      }
    }
    int length = (int) range.length();
    reply.body.add(whole.buffer().slice((int) range.first(), length));
    reply.end();
  }

  private @Nullable Kept keptObject(Request request, Item item) {
    KeptBucket bucket = store.kept(request.bucket);
    return bucket == null ? null : bucket.kept(item.key());
  }
}
