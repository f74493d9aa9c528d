// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkOrderTest {
  /// Around `/`, the ends of the byte range, and what is not UTF-8.
  private static final byte[] ALPHABET = {
    'a', 'b', '-', '.', '0', ' ', 1, (byte) 0x7f, (byte) 0xff, (byte) 0xc3, '+'
  };

  @TempDir(factory = MemoryTempDir.class)
  Path root;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keysComeInUnsignedByteOrderFromAnyStartAtAnyPageSize(long seed) {
    Random random = new Random(seed);
    // So few names to a batch that large directories take many passes.
    NameBudget budget = new NameBudget(1 + random.nextInt(7));
    VolumeRoot opened = VolumeRoot.open(root, VolumeAccess.WRITE);
    try (Volume volume = new Volume(opened, budget)) {
      NavigableSet<Key> expected = plant(volume, random);
      assertThat(keys(list(volume, Key.EMPTY, 1000))).containsExactlyElementsOf(expected);
      for (int i = 0; i < 200; i++) {
        Key after = i % 2 == 0 ? randomKey(random) : pick(expected, random);
        int page = 1 + random.nextInt(expected.size());
        assertThat(keys(list(volume, after, page)))
            .as("after %s, pages of %d", after, page)
            .containsExactlyElementsOf(expected.tailSet(after, false));
      }
    }
  }

  private static NavigableSet<Key> plant(Volume volume, Random random) {
    NavigableSet<Key> keys = new TreeSet<>();
    for (int i = 0; i < 150; i++) {
      Key key = randomKey(random);
      try (FileWrite write = volume.create(key, 0)) {
        write.commit(0, false);
        keys.add(key);
      } catch (dev.s3copy.core.failure.StoreException e) {
        // A file and a directory of the same name, or a segment of dots: chance made it.
      }
    }
    return keys;
  }

  private static Key randomKey(Random random) {
    int segments = 1 + random.nextInt(4);
    Key key = Key.EMPTY;
    for (int s = 0; s < segments; s++) {
      byte[] name = new byte[1 + random.nextInt(3)];
      for (int i = 0; i < name.length; i++) name[i] = ALPHABET[random.nextInt(ALPHABET.length)];
      key = s == 0 ? Key.ofBytes(name) : key.append(Key.of("/")).append(Key.ofBytes(name));
    }
    return key;
  }

  private static Key pick(NavigableSet<Key> keys, Random random) {
    return List.copyOf(keys).get(random.nextInt(keys.size()));
  }

  private static List<Key> keys(List<Entry> entries) {
    return entries.stream().map(Entry::key).toList();
  }
}
