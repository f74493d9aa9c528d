// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.s3.PercentCoding;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Every hostile key through HTTP: those that are UTF-8 with the AWS SDK, all with bare requests.
class EmbeddedHostileKeysIT {
  private static EmbeddedS3 server;

  @BeforeAll
  static void start() {
    server = EmbeddedS3.builder().allowAnonymous().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void bareRequestsStoreListReadCopyAndRemoveEveryKey() throws IOException {
    server.createBucket("bare").createBucket("copies");
    try (RawHttp http = new RawHttp(server.endpoint())) {
      for (Key key : HostileKeys.all()) {
        String path = "/bare/" + PercentCoding.query(key.bytes());
        assertThat(http.request("PUT", path, HostileKeys.body(key)).status()).isEqualTo(200);
        assertThat(http.request("GET", path).body()).isEqualTo(HostileKeys.body(key));
        String copy = "/copies/" + PercentCoding.query(key.bytes());
        assertThat(http.request("PUT", copy, "x-amz-copy-source: " + path).status()).isEqualTo(200);
      }
      assertThat(server.keys("bare")).isEqualTo(HostileKeys.all());
      assertThat(listed(http, "bare")).isEqualTo(HostileKeys.all());
      for (Key key : HostileKeys.all()) {
        assertThat(server.read("copies", key)).isEqualTo(HostileKeys.body(key));
        http.request("DELETE", "/copies/" + PercentCoding.query(key.bytes()));
      }
      assertThat(server.keys("copies")).isEmpty();
    }
  }

  /// By start-after with the last key, three keys a page.
  private static List<Key> listed(RawHttp http, String bucket) throws IOException {
    List<Key> keys = new ArrayList<>();
    String after = "";
    while (true) {
      String target = "/" + bucket + "?list-type=2&encoding-type=url&max-keys=3" + after;
      String page = new String(http.request("GET", target).body(), StandardCharsets.UTF_8);
      Matcher found = Pattern.compile("<Key>([^<]*)</Key>").matcher(page);
      int before = keys.size();
      while (found.find()) keys.add(Key.ofBytes(PercentCoding.decode(found.group(1), true)));
      if (keys.size() == before) return keys;
      after = "&start-after=" + PercentCoding.query(keys.getLast().bytes());
    }
  }

  @Test
  void theSdkStoresAndListsEveryKeyThatIsText() {
    server.createBucket("sdk");
    List<String> stored = new ArrayList<>();
    try (S3Client s3 = Sdk.client(server.access())) {
      for (Key key : HostileKeys.all()) {
        String text = key.utf8();
        if (text == null) continue;
        s3.putObject(r -> r.bucket("sdk").key(text), RequestBody.fromBytes(HostileKeys.body(key)));
        assertThat(server.read("sdk", key)).as("%s", key).isEqualTo(HostileKeys.body(key));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("sdk").key(text)).asByteArray())
            .isEqualTo(HostileKeys.body(key));
        stored.add(text);
      }
      List<String> listed =
          s3
              .listObjectsV2Paginator(
                  r -> r.bucket("sdk").maxKeys(7).encodingType(EncodingType.URL))
              .contents()
              .stream()
              .map(S3Object::key)
              .toList();
      assertThat(listed).isEqualTo(stored);
    }
  }

  @Test
  void aKeyOf1025BytesIsRefused() throws IOException {
    server.createBucket("long");
    try (RawHttp http = new RawHttp(URI.create(server.endpoint().toString()))) {
      RawHttp.Answer answer = http.request("PUT", "/long/" + "k".repeat(1025), new byte[1]);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("KeyTooLongError");
    }
  }
}
