// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds docs/semantics.md and the tests together: every promise is named (`P-` and its number) by
/// a test of some module, and no test names a promise that does not exist.
class SemanticsTest {
  private static final Pattern MADE = Pattern.compile("^- \\*\\*(P-\\d{2}) ", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("\\bP-\\d{2}\\b");

  private static final String HELD_BY_MEASUREMENT = "## Promises held by measurement";

  private static Set<String> made = Set.of();
  private static Set<String> tested = Set.of();
  private static Set<String> named = Set.of();

  @BeforeAll
  static void readDocumentAndTests() throws IOException {
    Path root = Repository.root();
    String document = Files.readString(root.resolve("docs/semantics.md"));
    made = found(MADE, document);
    tested = found(MADE, document.substring(0, document.indexOf(HELD_BY_MEASUREMENT)));
    named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root, 12)) {
      for (Path file : files.filter(SemanticsTest::isTest).toList()) {
        named.addAll(found(NAMED, Files.readString(file)));
      }
    }
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> numbers = new TreeSet<>();
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      numbers.add(matcher.group(matcher.groupCount()));
    }
    return numbers;
  }

  @Test
  void noTestNamesAPromiseThatIsNotMade() {
    assertThat(made).isNotEmpty().containsAll(named);
  }

  @Test
  void everyPromiseIsNamedByATest() {
    assertThat(named).containsAll(tested);
  }
}
