// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCursorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void givesTheKeysOfAHalfOpenRangeInOrder(int pageSize) throws InterruptedException {
    var listing = SortedListing.of("a", "b", "c", "d", "e", "f");
    var range = new KeyRange(Key.of("b"), Key.of("e"));

    assertThat(drain(new EntryCursor(listing, range, pageSize))).containsExactly("c", "d", "e");
  }

  @Test
  void aShortPageIsNotTheEnd() throws InterruptedException {
    var whole = SortedListing.of("a", "b", "c", "d", "e");
    var cursor = new EntryCursor(pages((after, max) -> whole.page(after, 2)), KeyRange.ALL);

    assertThat(drain(cursor)).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void listsNoPageAfterTheOneThatReachesTheEndOfTheRange() throws InterruptedException {
    var listing = SortedListing.of("a", "b", "c", "d", "e");
    drain(new EntryCursor(listing, new KeyRange(Key.EMPTY, Key.of("b")), 2));

    assertThat(listing.pages()).isEqualTo(1);
  }

  @Test
  void theEndStaysTheEnd() throws InterruptedException {
    var cursor = new EntryCursor(SortedListing.of("a"), KeyRange.ALL);
    drain(cursor);

    assertThat(cursor.advance()).isFalse();
    assertThat(cursor.advance()).isFalse();
    assertThat(cursor.key()).isEqualTo(Key.of("a"));
  }

  @Test
  void aListingThatGoesBackwardsIsInconsistent() {
    var listing = pages((after, max) -> Stream.of("b", "a").map(EntryCursorTest::entry).toList());

    assertInconsistent(new EntryCursor(listing, KeyRange.ALL));
  }

  @Test
  void aListingThatRepeatsItsPageIsInconsistent() {
    var listing = pages((after, max) -> Stream.of("a", "b").map(EntryCursorTest::entry).toList());

    assertInconsistent(new EntryCursor(listing, KeyRange.ALL));
  }

  @Test
  void aFailureToListReachesTheReader() {
    Failure failure = Failure.of(FailureKind.LIST_DENIED, "List", "AccessDenied", "no");
    var listing =
        pages(
            (after, max) -> {
              throw new StoreException(failure);
            });

    assertThatThrownBy(new EntryCursor(listing, KeyRange.ALL)::advance)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }

  @Test
  void aClosedCursorIsAtItsEnd() throws InterruptedException {
    var calls = new AtomicInteger();
    var cursor =
        new EntryCursor(
            pages(
                (after, max) -> {
                  calls.incrementAndGet();
                  return List.of(entry("a"));
                }),
            KeyRange.ALL);
    cursor.close();

    assertThat(cursor.advance()).isFalse();
    assertThat(calls).hasValue(0);
  }

  private static void assertInconsistent(EntryCursor cursor) {
    assertThatThrownBy(() -> drain(cursor))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.LISTING_INCONSISTENT))
        .hasMessageContaining("'a'");
  }

  private static List<String> drain(EntryCursor cursor) throws InterruptedException {
    List<String> keys = new ArrayList<>();
    while (cursor.advance()) keys.add(cursor.key().toString());
    return keys;
  }

  private static Entry entry(String key) {
    return Entry.object(Key.of(key), 1, "", 0);
  }

  private interface Pages {
    List<Entry> page(Key after, int max);
  }

  private static Listing pages(Pages pages) {
    return new Listing() {
      @Override
      public Page page(Key after, int max) {
        return Page.of(pages.page(after, max));
      }
    };
  }
}
