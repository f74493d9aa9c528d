// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private static String again(String... arguments) {
    Screen screen = new CapturedScreen().screen(false);
    return new Invocation("./s3copy", List.of(arguments), screen).again();
  }

  @Test
  void theCommandThatGoesOnCanBePasted() {
    assertThat(again("run", "my copy.yaml", "--volume", "a=/x/it's"))
        .isEqualTo("./s3copy run 'my copy.yaml' --volume 'a=/x/it'\\''s'");
  }

  @Test
  void goingOnDoesNotStartAfresh() {
    assertThat(again("run", "c.yaml", "--restart")).isEqualTo("./s3copy run c.yaml");
  }
}
