// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /// As `/dev/full` does, or a pipe that nobody reads.
  private static final class Failing extends OutputStream {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }

  private static OutputStream full() {
    return new Failing("No space left on device");
  }

  private int execute(OutputStream out, String... arguments) {
    Screen screen =
        new Screen(
            ResultStream.over(out, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            80);
    return Main.execute(new Invocation("s3copy", List.of(arguments), screen), arguments);
  }

  @Test
  @DisplayName("P-21 A result that could not be written is no success")
  void aResultThatCouldNotBeWrittenIsNoSuccess() {
    assertThat(execute(new ByteArrayOutputStream(), "--version")).isZero();
    assertThat(execute(full(), "--version")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written to stdout");
  }

  @Test
  void whoeverHasReadEnoughMayGoAway() {
    assertThat(execute(new Failing("Broken pipe"), "--version")).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void aFailureKeepsItsExitCodeWhereItsResultCouldNotBeWritten() {
    String[] wrong = {"run", "/nowhere/copy.yaml", "--output", "json"};
    assertThat(execute(full(), wrong)).isEqualTo(2);
  }
}
