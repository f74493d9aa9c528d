// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Buckets themselves, and the batch delete.
final class BucketOperations {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /// Of one DeleteObjects request, from the S3 limits.
  private static final int MAX_DELETES = 1000;

  private final Settings settings;

  BucketOperations(Settings settings) {
    this.settings = settings;
  }

  Response list() {
    Xml xml = Xml.document("ListAllMyBucketsResult").open("Buckets");
    settings
        .store()
        .buckets()
        .forEach(
            (name, bucket) ->
                xml.open("Bucket")
                    .text("Name", name)
                    .text("CreationDate", Times.iso(bucket.createdMillis))
                    .close("Bucket"));
    return Response.xml(200, xml.close("Buckets").close("ListAllMyBucketsResult").toBytes());
  }

  Response create(String name) throws Refusal {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.badRequest("InvalidBucketName", "The specified bucket is not valid.");
    }
    if (!settings.store().create(name, settings.nowMillis())) {
      throw Refusal.of(409, "BucketAlreadyOwnedByYou", "You already own this bucket.");
    }
    return Response.empty(200, Headers.builder().add("Location", "/" + name).build());
  }

  Response head(String name) throws Refusal {
    settings.store().need(name);
    String region = settings.identity().region();
    return Response.empty(200, Headers.builder().add("x-amz-bucket-region", region).build());
  }

  Response delete(String name) throws Refusal {
    settings.store().remove(name);
    return Response.empty(204, Headers.NONE);
  }

  /// us-east-1 is answered as an empty element.
  Response location(String name) throws Refusal {
    settings.store().need(name);
    String region = settings.identity().region();
    Xml xml = Xml.document("LocationConstraint");
    if (!region.equals("us-east-1")) xml.raw(region);
    return Response.xml(200, xml.close("LocationConstraint").toBytes());
  }

  /// Never switched on.
  Response versioning(String name) throws Refusal {
    settings.store().need(name);
    Xml xml = Xml.document("VersioningConfiguration");
    return Response.xml(200, xml.close("VersioningConfiguration").toBytes());
  }

  Response deleteObjects(String name, byte[] document) throws Refusal {
    Bucket bucket = settings.store().need(name);
    List<Key> keys = new ArrayList<>();
    boolean[] quiet = new boolean[1];
    XmlScanner.scan(
        document,
        new XmlScanner.Handler() {
          @Override
          public void opened(String element) {}

          @Override
          public void closed(String element, byte[] text) {
            if (element.equals("Key")) keys.add(Key.ofBytes(text));
            if (element.equals("Quiet")) quiet[0] = text.length == 4;
          }
        });
    if (keys.isEmpty() || keys.size() > MAX_DELETES) throw XmlScanner.malformed();
    Xml xml = Xml.document("DeleteResult");
    for (Key key : keys) {
      bucket.remove(key, present -> {});
      if (!quiet[0]) xml.open("Deleted").key("Key", key, false).close("Deleted");
    }
    return Response.xml(200, xml.close("DeleteResult").toBytes());
  }
}
