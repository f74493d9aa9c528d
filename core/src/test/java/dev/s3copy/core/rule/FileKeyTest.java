// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import static dev.s3copy.core.rule.FileKey.Problem.ABSOLUTE_KEY;
import static dev.s3copy.core.rule.FileKey.Problem.DIRECTORY_WITH_DATA;
import static dev.s3copy.core.rule.FileKey.Problem.DOT_SEGMENT;
import static dev.s3copy.core.rule.FileKey.Problem.EMPTY_SEGMENT;
import static dev.s3copy.core.rule.FileKey.Problem.NAME_TOO_LONG;
import static dev.s3copy.core.rule.FileKey.Problem.NUL_IN_KEY;
import static dev.s3copy.core.rule.FileKey.Problem.RESERVED_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileKeyTest {
  private static final String TEMPORARY = ".s3copy-0123456789abcdef-1f.part";

  @Test
  void dotSegmentsAreRefusedWhereverTheyAre() {
    for (String key : List.of(".", "..", "./a", "../a", "a/..", "a/./b", "a/../b", "a/../", "./")) {
      assertThat(problem(key)).as(key).isEqualTo(DOT_SEGMENT);
    }
  }

  @Test
  void namesThatOnlyBeginWithDotsAreFiles() {
    for (String key : List.of("...", ".a", "..a", "a/...", "a/.b", ". ", ".\\..")) {
      assertThat(problem(key)).as(key).isNull();
    }
  }

  @Test
  void emptySegmentsAndAbsoluteKeysAreRefused() {
    for (String key : List.of("", "a//b", "a//", "a/b//c")) {
      assertThat(problem(key)).as(key).isEqualTo(EMPTY_SEGMENT);
    }
    for (String key : List.of("/a", "//", "//a")) {
      assertThat(problem(key)).as(key).isEqualTo(ABSOLUTE_KEY);
    }
    assertThat(problem("/")).isIn(ABSOLUTE_KEY, EMPTY_SEGMENT);
  }

  @Test
  void aNulByteIsRefusedBeforeItCanCutAName() {
    assertThat(problem("a\0b")).isEqualTo(NUL_IN_KEY);
    assertThat(problem("a/b\0")).isEqualTo(NUL_IN_KEY);
    assertThat(problem("a\0/b")).isEqualTo(NUL_IN_KEY);
  }

  @Test
  void lengthsAreCountedInBytes() {
    assertThat(problem("a/" + "x".repeat(255) + "/b")).isNull();
    assertThat(problem("a/" + "x".repeat(256))).isEqualTo(NAME_TOO_LONG);
    assertThat(problem("é".repeat(128))).isEqualTo(NAME_TOO_LONG);
    assertThat(problem("abc/".repeat(1023) + "abc")).isNull();
    assertThat(problem("abc/".repeat(1024) + "a")).isEqualTo(NAME_TOO_LONG);
  }

  @Test
  void aDirectoryHoldsNoData() {
    assertThat(FileKey.problem(Key.of("a/"), 0)).isNull();
    assertThat(FileKey.problem(Key.of("a/"), 1)).isEqualTo(DIRECTORY_WITH_DATA);
  }

  @Test
  void onlyTheExactFormOfATemporaryNameIsReserved() {
    assertThat(problem(TEMPORARY)).isEqualTo(RESERVED_NAME);
    assertThat(problem("a/" + TEMPORARY + "/b")).isEqualTo(RESERVED_NAME);
    for (String name :
        List.of(
            ".s3copy-notes.part",
            ".s3copy-0123456789abcdef-.part",
            ".s3copy-0123456789ABCDEF-1.part",
            ".s3copy-0123456789abcdef-1.part2",
            TEMPORARY + "x",
            "x" + TEMPORARY)) {
      assertThat(problem(name)).as(name).isNull();
    }
  }

  @Test
  void aRefusalNamesItsCode() {
    assertThatThrownBy(() -> FileKey.require(Key.of("a/../b"), 1, "create"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("DotSegment: ");
  }

  @Property
  void aTwinIsToldFromTheNextKeyOrAskedFor(@ForAll("keys") Set<String> texts) {
    List<Key> keys = texts.stream().map(Key::of).sorted().toList();
    Set<Key> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      if (key.bytes()[key.length() - 1] == '/') continue;
      boolean twin = keys.stream().anyMatch(k -> k.startsWith(key.append(Key.of("/"))));
      @Nullable Key next = i + 1 < keys.size() ? keys.get(i + 1) : null;
      switch (FileKey.twin(key, next)) {
        case NONE -> assertThat(twin).as("%s in %s", key, keys).isFalse();
        case PRESENT -> assertThat(twin).as("%s in %s", key, keys).isTrue();
        case UNKNOWN -> seen.add(key);
      }
    }
    assertThat(seen).allMatch(k -> k.equals(keys.getLast()) || hasNearName(k, keys));
  }

  /// A key that begins with this one and goes on with a character below `/`.
  private static boolean hasNearName(Key key, List<Key> keys) {
    return keys.stream()
        .anyMatch(
            k -> k.startsWith(key) && k.length() > key.length() && k.bytes()[key.length()] < '/');
  }

  @Provide
  Arbitrary<Set<String>> keys() {
    return Arbitraries.strings()
        .withChars("ab./-0")
        .ofMinLength(1)
        .ofMaxLength(4)
        .set()
        .ofMaxSize(30);
  }

  private static FileKey.@Nullable Problem problem(String key) {
    return FileKey.problem(Key.of(key), 0);
  }
}
