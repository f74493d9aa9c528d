// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.KeptBucket.Kept;
import dev.s3copy.bench.KeptBucket.Piece;

/// The side door for scripts: `/_stats[?reset]`, `/_set?latency-ms=20&slow-down=5` and
/// `/_verify?bucket=B&prefix=P&source=deep-20k-mix`, which compares everything written below P with
/// what the source generates.
final class Control {
  private final Store store;

  Control(Store store) {
    this.store = store;
  }

  void answer(Request request, Reply reply) {
    String json =
        switch (request.bucket) {
          case "_stats" -> stats(request);
          case "_set" -> set(request);
          case "_verify" -> verify(request);
          default -> "{\"error\":\"_stats, _set or _verify\"}\n";
        };
    reply.body.add(json);
    reply.status(200).header("Content-Type", "application/json").end();
  }

  private String stats(Request request) {
    String json = store.stats.json(store.openUploads());
    if (request.has("reset")) store.stats.reset();
    return json;
  }

  private String set(Request request) {
    store.knobs = store.knobs.with(request.query);
    return "{\"knobs\":\"%s\"}\n".formatted(store.knobs);
  }

  private String verify(Request request) {
    String bucket = request.parameter("bucket", "");
    String prefix = request.parameter("prefix", "");
    GeneratedBucket source = GeneratedBucket.parse(request.parameter("source", ""));
    KeptBucket written = store.kept(bucket);
    if (source == null || written == null) return "{\"error\":\"bucket or source\"}\n";
    long found = 0;
    long wrong = 0;
    for (long number = 0; number < source.count(); number++) {
      Kept kept = written.kept(prefix + source.key(number));
      if (kept == null) continue;
      found++;
      if (!matches(kept, source, number)) wrong++;
    }
    return "{\"expected\":%d,\"found\":%d,\"missing\":%d,\"wrong\":%d,\"other\":%d}\n"
        .formatted(source.count(), found, source.count() - found, wrong, written.count() - found);
  }

  private boolean matches(Kept kept, GeneratedBucket source, long number) {
    if (kept.item().size() != source.sizeOf(number)) return false;
    long offset = 0;
    for (Piece piece : kept.pieces()) {
      if (piece.crc() != store.pattern.crc(number, offset, piece.size())) return false;
      offset += piece.size();
    }
    return true;
  }
}
