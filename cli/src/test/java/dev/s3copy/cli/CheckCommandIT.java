// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandIT {
  @TempDir private Path folder = Path.of("");
  private final CapturedScreen screen = new CapturedScreen();
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int check(String manifest, String... more) {
    List<String> arguments = new java.util.ArrayList<>(List.of(stage.run(manifest, more)));
    arguments.set(0, "check");
    return screen.run(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("all well: a line for each thing that was looked at, and nothing is written")
  void allIsWell() {
    List<Key> before = stage.server.keys("target");
    assertThat(check(stage.copy())).isZero();
    String key = stage.server.accessKey();
    String identity =
        "identity access key ..." + key.substring(key.length() - 4) + ", from a Secret";
    assertThat(screen.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "ok source " + identity,
            "ok source reachable s3://source/ answers and may be listed",
            "ok source clock agrees with the server's",
            "ok source read objects may be read, as 'object-00'",
            "ok source tags tags may be read",
            "ok destination " + identity,
            "ok destination reachable s3://target/ answers and may be listed",
            "ok destination clock agrees with the server's",
            "ok destination read objects may be read, as 'precious'",
            "ok destination tags tags may be read");
    assertThat(stage.server.keys("target")).isEqualTo(before);
  }

  @Test
  @DisplayName("`run` of a manifest with mode Check copies nothing")
  void modeCheckCopiesNothing() {
    List<Key> before = stage.server.keys("target");
    assertThat(screen.run(stage.run(stage.copy() + "  mode: Check\n"))).isZero();
    assertThat(screen.out()).contains("ok", "identity", "destination");
    assertThat(stage.server.keys("target")).isEqualTo(before);
  }

  @Test
  @DisplayName("P-09 with --write a temporary object is written and removed")
  void writesAndRemoves() {
    List<Key> before = stage.server.keys("target");
    stage.faults.add(
        FaultRule.of("tags", new Fault.Status(501, "NotImplemented", "not implemented"))
            .where(request -> request.hasHeader("x-amz-tagging")));
    assertThat(check(stage.copy(), "--write", "--output", "json")).isZero();
    assertThat(screen.out())
        .contains("objects may be written", "was removed", "cannot store tags", "501");
    assertThat(stage.server.keys("target")).isEqualTo(before);
  }

  @Test
  @DisplayName("a server without tags, which answers with something else, stands in nobody's way")
  void aServerWithoutTagsIsNoted() {
    Fault other = new Fault.Rewrite(_ -> "not a document of tags".getBytes(US_ASCII));
    stage.faults.add(FaultRule.of("other", other).on(S3Operation.GET_OBJECT_TAGGING));
    assertThat(check(stage.copy(), "--write")).isZero();
    assertThat(screen.out()).contains("note", "the server tells no tags").doesNotContain("FAILED");
  }

  @Test
  @DisplayName("what stands in the way is named, with what to do")
  void namesWhatStandsInTheWay() throws IOException {
    stage.secret(stage.server.accessKey(), "wrong");
    assertThat(check(stage.copy())).isEqualTo(3);
    assertThat(screen.out()).contains("FAILED", "SignatureDoesNotMatch", "check the access key");

    stage.secret(stage.server.accessKey(), stage.server.secretKey());
    stage.faults.add(
        FaultRule.of("list", Fault.accessDenied())
            .on(S3Operation.LIST_OBJECTS_V2)
            .where(request -> request.bucket().equals("target")));
    assertThat(check(stage.copy(), "--output", "json")).isEqualTo(3);
    assertThat(
            new ObjectMapper()
                .readTree(screen.out().lines().toList().getLast())
                .path("checks")
                .findValuesAsText("finding"))
        .anyMatch(finding -> finding.contains("s3:ListBucket on target"));
  }
}
