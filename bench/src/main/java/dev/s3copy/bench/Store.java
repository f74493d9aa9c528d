// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.Keyspace.Item;
import dev.s3copy.bench.Stats.Op;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The buckets, and which operation a request asks for. Every bucket exists: a generated one when
/// its name says so ([GeneratedBucket]), otherwise one that remembers what is written to it.
final class Store {
  private final Map<String, Keyspace> buckets = new ConcurrentHashMap<>();
  private final AtomicLong requestIds = new AtomicLong();
  private final Reads reads;
  private final Writes writes;
  private final Uploads uploads;
  private final Control control;
  final Stats stats = new Stats();
  final Pattern pattern = new Pattern();
  volatile Knobs knobs;

  Store(Knobs knobs) {
    this.knobs = knobs;
    reads = new Reads(this);
    writes = new Writes(this);
    uploads = new Uploads(this);
    control = new Control(this);
  }

  Keyspace bucket(String name) {
    Keyspace known = buckets.get(name);
    return known != null ? known : buckets.computeIfAbsent(name, Store::open);
  }

  int openUploads() {
    return uploads.openCount();
  }

  void remove(String bucket) {
    buckets.remove(bucket);
  }

  /// Where writes to `name` go, or null for a generated bucket: that is read-only.
  @Nullable KeptBucket kept(String name) {
    return bucket(name) instanceof KeptBucket kept ? kept : null;
  }

  long nextRequestId() {
    return requestIds.incrementAndGet();
  }

  /// Whether the body of this request has to be readable afterwards: XML of operations, and small
  /// things such as reports and inventories; never generated content.
  static boolean keepsBody(Request request) {
    return request.method.equals("POST") || !request.key.endsWith(".bin");
  }

  static boolean isControl(Request request) {
    return request.bucket.startsWith("_");
  }

  void answer(Request request, @Nullable Body body, Reply reply) {
    if (isControl(request)) control.answer(request, reply);
    else if (request.key.isEmpty()) answerBucket(request, body, reply);
    else answerObject(request, body, reply);
  }

  private void answerBucket(Request request, @Nullable Body body, Reply reply) {
    switch (request.method) {
      case "GET" -> reads.bucket(request, reply);
      case "HEAD", "PUT" -> {
        stats.count(Op.OTHER);
        reply.status(200).header("x-amz-bucket-region", "us-east-1").end();
      }
      case "POST" -> writes.deleteMany(request, body, reply);
      case "DELETE" -> {
        remove(request.bucket);
        reply.status(204).endWithoutBody();
      }
      default -> reply.error(405, "MethodNotAllowed", request.method);
    }
  }

  private void answerObject(Request request, @Nullable Body body, Reply reply) {
    switch (request.method) {
      case "GET", "HEAD" -> reads.object(request, reply);
      case "PUT" -> {
        if (request.has("uploadId")) uploads.part(request, body, reply);
        else if (request.has("tagging")) reply.status(200).end();
        else writes.put(request, body, reply);
      }
      case "POST" -> uploads.post(request, body, reply);
      case "DELETE" -> {
        if (request.has("uploadId")) uploads.abort(request, reply);
        else writes.delete(request, reply);
      }
      default -> reply.error(405, "MethodNotAllowed", request.method);
    }
  }

  /// The object that `x-amz-copy-source` names, or null after an error was answered.
  @Nullable Source copySource(Request request, Reply reply) {
    String raw = request.header(Header.COPY_SOURCE);
    if (raw == null) throw new IllegalStateException("not a copy");
    String path = Names.percentDecoded(raw, false);
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int slash = plain.indexOf('/');
    String bucket = plain.substring(0, Math.max(slash, 0));
    Item item = slash < 0 ? null : bucket(bucket).find(plain.substring(slash + 1));
    if (item == null) {
      reply.error(404, "NoSuchKey", "The copy source does not exist.");
      return null;
    }
    String wanted = request.header(Header.COPY_SOURCE_IF_MATCH);
    if (wanted != null && !sameTag(wanted, item.etag())) {
      reply.error(412, "PreconditionFailed", "x-amz-copy-source-if-match does not hold.");
      return null;
    }
    return new Source(bucket, item);
  }

  record Source(String bucket, Item item) {}

  static boolean sameTag(String header, String etag) {
    return header.equals("*") || header.replace("\"", "").equals(etag.replace("\"", ""));
  }

  private static Keyspace open(String name) {
    GeneratedBucket generated = GeneratedBucket.parse(name);
    return generated == null ? new KeptBucket() : generated;
  }
}
