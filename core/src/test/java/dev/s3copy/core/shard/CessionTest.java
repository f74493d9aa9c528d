// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CessionTest {
  @Test
  @DisplayName("P-02 parent and children cover what the parent covered, and nothing twice")
  void parentEndsAtTheFirstCut() {
    Shard parent = Shard.root(new KeyRange(Key.of("a"), Key.of("z"))).claimed();
    Cession cession = Cession.of(parent, List.of(Key.of("h"), Key.of("p")), -1);

    assertThat(cession.parent().range()).isEqualTo(new KeyRange(Key.of("a"), Key.of("h")));
    assertThat(cession.children())
        .extracting(Shard::range)
        .containsExactly(
            new KeyRange(Key.of("h"), Key.of("p")), new KeyRange(Key.of("p"), Key.of("z")));
    assertThat(cession.children()).extracting(Shard::id).containsExactly("0.0", "0.1");
    assertThat(cession.parent().epoch()).isEqualTo(parent.epoch());
  }

  @Test
  void aSecondCessionNamesItsChildrenAnew() {
    Shard once = Cession.of(Shard.root(KeyRange.ALL).claimed(), List.of(Key.of("m")), -1).parent();
    Cession again = Cession.of(once, List.of(Key.of("c")), -1);
    assertThat(again.children()).extracting(Shard::id).containsExactly("0.1");
    assertThat(again.children().getFirst().range())
        .isEqualTo(new KeyRange(Key.of("c"), Key.of("m")));
  }

  @Property(tries = 300)
  void everyKeyIsInExactlyOnePiece(
      @ForAll @Size(min = 1, max = 12) List<@StringLength(min = 1, max = 6) String> cuts,
      @ForAll @Size(max = 50) List<@StringLength(min = 1, max = 6) String> keys) {
    List<Key> sorted = new ArrayList<>(new TreeSet<>(cuts.stream().map(Key::of).toList()));
    Cession cession = Cession.of(Shard.root(KeyRange.ALL).claimed(), sorted, -1);
    List<KeyRange> pieces = new ArrayList<>();
    pieces.add(cession.parent().range());
    cession.children().forEach(child -> pieces.add(child.range()));
    for (String key : keys) {
      Key wanted = Key.of(key);
      assertThat(pieces.stream().filter(range -> range.contains(wanted)).count()).isEqualTo(1);
    }
  }
}
