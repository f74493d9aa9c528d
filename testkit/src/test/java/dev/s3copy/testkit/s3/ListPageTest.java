// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Pages against a listing that looks at every key.
class ListPageTest {
  private static final String ALPHABET = "ab/\u00e9\ud83d\ude00";

  private static String word(Random random, int longest) {
    int[] letters = ALPHABET.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) word.appendCodePoint(letters[random.nextInt(letters.length)]);
    return word.toString();
  }

  private static List<Key> naive(Bucket bucket, Key prefix, Key delimiter, Key after) {
    TreeSet<Key> found = new TreeSet<>();
    String end = delimiter.toString();
    for (Key key : bucket.objects().keySet()) {
      if (!key.startsWith(prefix)) continue;
      String rest = key.without(prefix.length()).toString();
      int cut = end.isEmpty() ? -1 : rest.indexOf(end);
      Key shown = cut < 0 ? key : prefix.append(Key.of(rest.substring(0, cut + end.length())));
      if (key.compareTo(after) > 0 && !shown.equals(after)) found.add(shown);
    }
    return List.copyOf(found);
  }

  @Test
  void pagesOfAnySizeGiveWhatALookAtEveryKeyGives() {
    Random random = new Random(7);
    StoredObject object =
        new StoredObject(Content.of(new byte[0]), "e", 0, Metadata.NONE, Tags.NONE, null);
    for (int round = 0; round < 300; round++) {
      Bucket bucket = new Bucket(0);
      for (int i = 0; i < 40; i++) {
        Key key = Key.of(word(random, 5));
        if (!key.isEmpty()) bucket.put(key, object);
      }
      Key prefix = Key.of(word(random, 2));
      Key delimiter = random.nextBoolean() ? Key.of("/") : Key.EMPTY;
      Key after = Key.of(word(random, 3));
      List<Key> paged = paged(bucket, prefix, delimiter, after, 1 + random.nextInt(5));
      assertThat(paged)
          .as("prefix %s, delimiter %s, after %s", prefix, delimiter, after)
          .isEqualTo(naive(bucket, prefix, delimiter, after));
    }
  }

  private static List<Key> paged(Bucket bucket, Key prefix, Key delimiter, Key start, int max) {
    List<Key> all = new ArrayList<>();
    Key after = start;
    while (true) {
      ListPage page = ListPage.of(bucket, prefix, delimiter, after, max);
      page.entries().forEach(entry -> all.add(entry.key()));
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(max);
      if (!page.truncated()) return all;
      assertThat(page.entries()).hasSize(max);
      after = page.last();
    }
  }
}
