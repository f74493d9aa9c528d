// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class is named in words of the field (`field-words.txt` beside this test) or in a word that
/// ARCHITECTURE explains under *Words*.
///
/// A new word fails this test. Look for the field's own word first. Only where the field has one
/// does it go into the list here; else it needs a row with its reason in ARCHITECTURE.
class WordsTest {
  private static final List<String> MODULES = List.of("core", "crds", "worker", "operator", "cli");
  private static final Pattern TYPE =
      Pattern.compile(
          "^\\s*(?:[a-z-]+ )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
  private static final Pattern WORD =
      Pattern.compile("[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]*|[A-Z]+[0-9]*");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\w+) \\|.*\\|.*\\|$", Pattern.MULTILINE);

  /// Other forms of the words in ARCHITECTURE.
  private static final Map<String, String> FORMS =
      Map.of(
          "settling", "settled",
          "ceded", "cession",
          "cede", "cession",
          "cutter", "cut",
          "cuts", "cut",
          "walks", "walk",
          "runners", "runner",
          "sides", "side");

  @Test
  void everyWordOfAClassNameIsTheFieldsOrExplained() throws IOException {
    Set<String> unexplained = used();
    unexplained.removeAll(fieldWords());
    unexplained.removeAll(explained());
    assertThat(unexplained).isEmpty();
  }

  @Test
  void everyExplainedWordIsUsed() throws IOException {
    assertThat(used()).containsAll(explained());
  }

  @Test
  void noWordOfTheFieldIsExplainedAgain() throws IOException {
    assertThat(fieldWords()).doesNotContainAnyElementsOf(explained());
  }

  @Test
  void noWordIsKeptThatNoClassUses() throws IOException {
    assertThat(used()).containsAll(fieldWords());
  }

  private static Set<String> explained() throws IOException {
    String text = Files.readString(Repository.root().resolve("ARCHITECTURE.md"));
    int from = text.indexOf("## Words");
    Set<String> words = new TreeSet<>();
    Matcher row = ROW.matcher(text.substring(from, text.indexOf("\n## ", from + 1)));
    while (row.find()) words.add(row.group(1));
    words.remove("word");
    return words;
  }

  private static Set<String> fieldWords() throws IOException {
    try (InputStream in = WordsTest.class.getResourceAsStream("field-words.txt")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      return new TreeSet<>(
          Arrays.asList(new String(text, StandardCharsets.UTF_8).strip().split("\\s+")));
    }
  }

  private static Set<String> used() throws IOException {
    Set<String> words = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files =
          Files.walk(Repository.root().resolve(module + "/src/main/java/dev"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> addWords(words, read(file)));
      }
    }
    return words;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addWords(Set<String> words, String source) {
    for (Matcher type = TYPE.matcher(source); type.find(); ) {
      for (Matcher word = WORD.matcher(type.group(1)); word.find(); ) {
        String lower = word.group().toLowerCase(Locale.ROOT);
        words.add(FORMS.getOrDefault(lower, lower));
      }
    }
  }
}
