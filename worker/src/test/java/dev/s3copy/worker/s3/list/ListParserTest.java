// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListParserTest {
  private static final int RANDOM_KEYS = 20_000;

  private static ListPage parse(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return ListParser.parse(bytes, bytes.length);
  }

  private static ListPage golden(String name) throws IOException {
    try (InputStream in = ListParserTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return ListParser.parse(bytes, bytes.length);
    }
  }

  private static String listing(String contents, String encoding) {
    return "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><Name>b</Name>"
        + contents
        + encoding
        + "<IsTruncated>false</IsTruncated></ListBucketResult>";
  }

  private static String object(String key) {
    return "<Contents><Key>"
        + key
        + "</Key><LastModified>2013-05-24T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
        + "<Size>1</Size></Contents>";
  }

  @Test
  void readsWhatAwsAnswers() throws IOException {
    ListPage page = golden("aws.xml");
    assertThat(page.truncated()).isTrue();
    assertThat(page.entries())
        .containsExactly(
            new Entry(
                Key.of("my image+ä.jpg"),
                Entry.Kind.OBJECT,
                434_234,
                "fba9dede5f27731c9771645a39863328",
                Instant.parse("2009-10-12T17:50:30.000Z").toEpochMilli(),
                "STANDARD"),
            new Entry(
                Key.of("photos/2006/\n"),
                Entry.Kind.OBJECT,
                0,
                "d41d8cd98f00b204e9800998ecf8427e-2",
                Instant.parse("2024-02-29T23:59:59.123Z").toEpochMilli(),
                "GLACIER"));
  }

  @Test
  void readsWhatMinioAnswersWithTheEncodingAtTheEnd() throws IOException {
    ListPage page = golden("minio.xml");
    assertThat(page.truncated()).isFalse();
    assertThat(page.entries()).extracting(Entry::key).containsExactly(Key.of("a b/ü"));
    assertThat(page.entries().getFirst().etag()).isEqualTo("8b1a9953c4611296a827abf8c47804d7");
  }

  @Test
  void takesKeysAsTheyAreWhereTheServerDoesNotEncode() {
    ListPage page = parse(listing(object("a%20b+c &amp; &#x1;&#xD;&lt;&#128512;"), ""));
    assertThat(page.entries().getFirst().key())
        .isEqualTo(Key.of("a%20b+c & \u0001\r<\ud83d\ude00"));
  }

  @Test
  void givesBackRandomKeysUrlEncodedOrEscaped() {
    SplittableRandom random = new SplittableRandom(42);
    StringBuilder encoded = new StringBuilder();
    StringBuilder escaped = new StringBuilder();
    Key[] keys = new Key[RANDOM_KEYS];
    for (int i = 0; i < RANDOM_KEYS; i++) {
      byte[] bytes = new byte[1 + random.nextInt(30)];
      random.nextBytes(bytes);
      keys[i] = Key.ofBytes(bytes);
      StringBuilder url = new StringBuilder();
      UriEncoding.appendPath(url, bytes);
      encoded.append(
          object(random.nextBoolean() ? url.toString() : url.toString().replace("%20", "+")));
      StringBuilder xml = new StringBuilder();
      for (byte b : bytes)
        xml.append("&#")
            .append(random.nextBoolean() ? "x" + Integer.toHexString(b & 0x7f) : "" + (b & 0x7f))
            .append(';');
      escaped.append(object(xml.toString()));
    }
    assertThat(parse(listing(encoded.toString(), "<EncodingType>url</EncodingType>")).entries())
        .extracting(Entry::key)
        .containsExactly(keys);
    assertThat(parse(listing(escaped.toString(), "")).entries())
        .extracting(Entry::key)
        .containsExactly(
            java.util.Arrays.stream(keys).map(ListParserTest::ascii).toArray(Key[]::new));
  }

  private static Key ascii(Key key) {
    byte[] bytes = key.bytes().clone();
    for (int i = 0; i < bytes.length; i++) bytes[i] &= 0x7f;
    return Key.ofBytes(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not xml",
        "<ListBucketResult><Contents><Key>a</Key>",
        "<!DOCTYPE x [<!ENTITY y \"z\">]><ListBucketResult></ListBucketResult>",
        "<ListBucketResult><Contents><Key>&y;</Key></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>&#x110000;</Key></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Size>-1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Size>9999999999999999999</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><LastModified>now</LastModified></Contents></ListBucketResult>",
        "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%4</Key></Contents>"
            + "</ListBucketResult>",
        "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%zz</Key></Contents>"
            + "</ListBucketResult>",
        "<ListBucketResult><IsTruncated"
      })
  void refusesWhatIsNoListing(String document) {
    assertThatThrownBy(() -> parse(document)).isInstanceOf(MalformedReply.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><head><title>Console</title></head><body>login</body></html>",
        "<HTML><body>It works!</body></HTML>"
      })
  void callsAWebPageThat(String document) {
    assertThatThrownBy(() -> parse(document))
        .isInstanceOfSatisfying(
            MalformedReply.class,
            e -> assertThat(e.finding()).contains("a web page, no answer of an S3 server"));
  }

  @Test
  void survivesAnyTruncationOfAListingWithoutAnotherException() {
    byte[] whole =
        listing(object("a") + object("b"), "<EncodingType>url</EncodingType>")
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> ListParser.parse(whole, cut)).isInstanceOf(MalformedReply.class);
    }
  }

  @Test
  void readsDatesAsJavaDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      Instant instant = Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L));
      String text = instant.toString();
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(ListDates.millis(bytes, 0, bytes.length)).isEqualTo(instant.toEpochMilli());
    }
  }
}
