// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// Inventory: HEAD of one object becomes one line of JSON.
public record Inventory(S3Source source) implements CopyMethod {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String USER_METADATA = "x-amz-meta-";

  @Override
  public Step first(Entry entry, Key destination, Attempt attempt) {
    return new Step.Ask<>(
        source.bucket().head(entry.key()),
        head -> new Step.Done(new Outcome.Copied(head.size(), "", line(entry, head))));
  }

  @Override
  public RunsOn runsOn(int cpus) {
    return new RunsOn(cpus, true);
  }

  /// Fields: `key` (or `keyBase64` where it is not UTF-8), `size`, `etag`, `lastModified`,
  /// `storageClass`, `contentType`, `checksum`, `userMetadata`.
  private static String line(Entry entry, ObjectHead head) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      String text = entry.key().utf8();
      if (text != null) json.writeStringField("key", text);
      else
        json.writeStringField("keyBase64", Base64.getEncoder().encodeToString(entry.key().bytes()));
      json.writeNumberField("size", head.size());
      json.writeStringField("etag", head.etag());
      json.writeStringField("lastModified", Instant.ofEpochMilli(head.modifiedMillis()).toString());
      json.writeStringField("storageClass", storageClass(entry, head));
      Map<String, String> headers = head.attributes().headers();
      json.writeStringField("contentType", headers.getOrDefault("content-type", ""));
      json.writeStringField("checksum", head.checksum());
      json.writeObjectFieldStart("userMetadata");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        if (!header.getKey().startsWith(USER_METADATA)) continue;
        json.writeStringField(header.getKey().substring(USER_METADATA.length()), header.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return out.toString();
  }

  /// HEAD leaves the class out for STANDARD.
  private static String storageClass(Entry entry, ObjectHead head) {
    if (!head.storageClass().isEmpty()) return head.storageClass();
    return entry.storageClass().isEmpty() ? "STANDARD" : entry.storageClass();
  }

  @Override
  public Entry lookAgain(Entry entry, Retries retries) throws InterruptedException {
    return source.lookAgain(entry, retries);
  }
}
