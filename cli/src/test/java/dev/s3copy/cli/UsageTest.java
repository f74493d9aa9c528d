// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private final CapturedScreen screen = new CapturedScreen();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                | Missing command
          nonsense                          | Unmatched argument at index 0: 'nonsense'
          run                               | Missing required parameter: 'FILE'
          run a.yaml b.yaml                 | Unmatched argument at index 2: 'b.yaml'
          run a.yaml --volume x             | KEY=VALUE
          run a.yaml --output xml           | expected one of [text, json]
          run a.yaml --memory-budget lots   | 'lots' is not a size such as 64MiB or 1GiB
          run a.yaml --state x --state y    | should be specified only once
          run a.yaml --stat x               | Unknown options: '--stat', 'x'
          completion tcsh                   | expected one of [bash, zsh]
          """)
  @DisplayName("P-21 Wrong usage exits with 2, says what is wrong in a line and names the help")
  void wrongUsage(String commandLine, String message) {
    String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" +");
    assertThat(screen.run(arguments)).isEqualTo(2);
    assertThat(screen.err()).startsWith("s3copy: ").contains(message).contains("--help");
    assertThat(screen.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aMistypedOptionIsAnsweredWithTheRightOne() {
    screen.run("run", "a.yaml", "--stat", "x");
    assertThat(screen.err()).contains("Did you mean: --state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "plan --help", "validate --help", "demo --help"})
  void helpShowsExamplesAndFitsEightyColumns(String commandLine) {
    assertThat(screen.run(commandLine.split(" "))).isZero();
    assertThat(screen.out()).contains("Usage: s3copy").containsAnyOf("Example", "Exit codes");
    assertThat(screen.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void versionIsOneOfTheLines() {
    assertThat(screen.run("--version")).isZero();
    assertThat(screen.out()).startsWith("s3copy ").contains("Java ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsEveryCommand(String shell) {
    assertThat(screen.run("completion", shell)).isZero();
    assertThat(screen.out()).contains("run", "plan", "validate", "demo", "--memory-budget");
  }
}
