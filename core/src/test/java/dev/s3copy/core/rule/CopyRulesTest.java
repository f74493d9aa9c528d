// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyRulesTest {
  private static final String MD5_A = "0cc175b9c0f1b6a831c399e269772661";
  private static final String MD5_B = "92eb5ffee6ae2fec3ad71c777531578f";

  @ParameterizedTest(name = "{0} {1}: source {2} B {3} t={4}, destination {5} B {6} t={7} → {8}")
  @CsvSource({
    // S3 → S3: an ETag that is a content hash decides; one made of parts leaves it to the time.
    "IF_DIFFERENT, S3_TO_S3, 5, A, 100, 5, A, 50, equal",
    "IF_DIFFERENT, S3_TO_S3, 5, A, 100, 5, B, 200, copy",
    "IF_DIFFERENT, S3_TO_S3, 5, A, 100, 6, A, 200, copy",
    "IF_DIFFERENT, S3_TO_S3, 5, A, 300, 5, capitals, 200, equal",
    "IF_DIFFERENT, S3_TO_S3, 5, A-2, 100, 5, B-3, 200, equal",
    "IF_DIFFERENT, S3_TO_S3, 5, A-2, 100, 5, B-3, 100, equal",
    "IF_DIFFERENT, S3_TO_S3, 5, A-2, 300, 5, B-3, 200, copy",
    "IF_DIFFERENT, S3_TO_S3, 5, A, 100, 5, B-1, 200, equal",
    // S3 → volume: size and time, to the millisecond or to the second.
    "IF_DIFFERENT, S3_TO_VOLUME, 5, A, 1234, 5, '', 1234, equal",
    "IF_DIFFERENT, S3_TO_VOLUME, 5, A, 1234, 5, '', 1000, equal",
    "IF_DIFFERENT, S3_TO_VOLUME, 5, A, 1234, 5, '', 1233, copy",
    "IF_DIFFERENT, S3_TO_VOLUME, 5, A, 1234, 4, '', 1234, copy",
    "IF_DIFFERENT, S3_TO_VOLUME, 5, A, 1234, 5, '', 2000, copy",
    // Volume → S3: written after the file was last modified.
    "IF_DIFFERENT, VOLUME_TO_S3, 5, '', 100, 5, A, 100, equal",
    "IF_DIFFERENT, VOLUME_TO_S3, 5, '', 101, 5, A, 100, copy",
    "IF_DIFFERENT, VOLUME_TO_S3, 5, '', 100, 6, A, 200, copy",
    "IF_NEWER, S3_TO_S3, 5, A, 200, 6, B, 100, copy",
    "IF_NEWER, S3_TO_S3, 5, A, 100, 6, B, 100, newer",
    "IF_NEWER, S3_TO_S3, 5, A, 100, 6, B, 200, newer",
    "IF_NEWER, S3_TO_S3, 5, A, 300, 5, A, 200, equal",
    "NEVER, S3_TO_S3, 5, A, 300, 6, B, 200, exists",
    "ALWAYS, S3_TO_S3, 5, A, 100, 5, A, 100, copy",
  })
  void decidesWhatIsThereAlready(
      Overwrite overwrite,
      Comparison comparison,
      long size,
      String etag,
      long modified,
      long thereSize,
      String thereEtag,
      long thereModified,
      String expected) {
    CopyRules rules = new CopyRules(overwrite, comparison, false);
    CopyAction action =
        rules.decide(
            Entry.object(Key.of("k"), size, etag(etag), modified),
            Entry.object(Key.of("k"), thereSize, etag(thereEtag), thereModified));
    assertThat(word(action)).isEqualTo(expected);
  }

  private static String etag(String letter) {
    if (letter.equals("capitals")) return MD5_A.toUpperCase(Locale.ROOT);
    return letter.replace("A", MD5_A).replace("B", MD5_B);
  }

  private static String word(CopyAction action) {
    return switch (action) {
      case CopyAction.Copy _ -> "copy";
      case CopyAction.Skip skip -> skip.reason();
      case CopyAction.Fail fail -> fail.failure().code();
    };
  }

  @Test
  void aLinkAtTheDestinationIsNeverEqual() {
    CopyRules rules = new CopyRules(Overwrite.IF_DIFFERENT, Comparison.S3_TO_VOLUME, false);
    Entry source = Entry.object(Key.of("k"), 0, MD5_A, 1000);
    Entry link = new Entry(Key.of("k"), Entry.Kind.SYMLINK, 0, "", 1000, "");
    assertThat(word(rules.decide(source, link))).isEqualTo("copy");
  }

  @Test
  void twoETagsThatDifferMaySayNothing() {
    CopyRules rules = new CopyRules(Overwrite.IF_DIFFERENT, Comparison.S3_TO_S3, false);
    Entry source = Entry.object(Key.of("k"), 5, MD5_A, 100);
    assertThat(rules.decide(source, Entry.object(Key.of("k"), 5, MD5_B, 100)))
        .isEqualTo(new CopyAction.Copy(true));
    assertThat(rules.decide(source, Entry.object(Key.of("k"), 5, MD5_B, 99)))
        .isEqualTo(CopyAction.COPY);
    assertThat(rules.decide(source, Entry.object(Key.of("k"), 6, MD5_B, 100)))
        .isEqualTo(CopyAction.COPY);
  }

  @Test
  @DisplayName("what is not at the destination is copied, under every policy")
  void copiesWhatIsMissing() {
    for (Overwrite overwrite : Overwrite.values()) {
      CopyRules rules = new CopyRules(overwrite, Comparison.S3_TO_S3, false);
      assertThat(word(rules.decide(Entry.object(Key.of("k"), 5, MD5_A, 1), null)))
          .isEqualTo("copy");
    }
  }

  @ParameterizedTest
  @CsvSource({"GLACIER", "DEEP_ARCHIVE", "STANDARD_IA"})
  void onlyTheServerKnowsWhetherAnObjectIsInTheArchive(String storageClass) {
    CopyRules rules = new CopyRules(Overwrite.IF_DIFFERENT, Comparison.S3_TO_S3, false);
    Entry entry = new Entry(Key.of("k"), Entry.Kind.OBJECT, 5, MD5_A, 1, storageClass);
    assertThat(word(rules.decide(entry, null))).isEqualTo("copy");
    assertThat(word(rules.decide(entry, Entry.object(Key.of("k"), 5, MD5_A, 1))))
        .isEqualTo("equal");
  }

  @ParameterizedTest
  @CsvSource({
    "SYMLINK, false, symlink",
    "SYMLINK, true, SymlinkRefused",
    "SPECIAL, false, special",
    "SPECIAL, true, special",
    "MOUNT, false, MountNotEntered",
    "UNREADABLE, false, Unreadable"
  })
  void linksAndSpecialFilesFollowThePolicy(Entry.Kind kind, boolean fail, String expected) {
    CopyRules rules = new CopyRules(Overwrite.IF_DIFFERENT, Comparison.VOLUME_TO_S3, fail);
    assertThat(word(rules.decide(new Entry(Key.of("k"), kind, 0, "", 1, ""), null)))
        .isEqualTo(expected);
  }
}
