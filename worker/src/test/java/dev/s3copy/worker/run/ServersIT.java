// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.RealServer;
import dev.s3copy.testkit.RealServers;
import dev.s3copy.testkit.S3Access;
import dev.s3copy.testkit.ServerDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation with every kind of object on every server that is here, and on a stub of those
/// that nobody can install. Makes `docs/servers.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersIT {
  private static final Path FILE = Path.of("../docs/servers.md");
  /// Defects that are known and not mended yet: to be emptied.
  private static final List<String> KNOWN_LOSSES = List.of();

  private static final String LAST = "Tried last";
  private static final String STUB = "Dialects, which only a stub proves";
  private static final String HEAD =
      """
      # What works on which server

      `ServersIT` makes this page. It runs s3copy with every kind of object on every server it finds, and looks at the
      result with the AWS SDK. It fails where an object was counted as copied that is not listed, or has other
      content or attributes, and nobody said so. To make it again, with the servers that are on the `PATH` (`bench/get-peers all`);
      what was found on others stays:

          ./mvnw -q -Dquick -pl worker -am verify -Dtest=None -Dit.test=ServersIT -Ds3copy.regenerate=true \\
            -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

      - *works*: copied whole, and the next run copies nothing.
      - *worked around*: the same, after the server refused a request; named is what it does not know.
      - *impossible*: named in the report or in the limitations of the run, with this code. *The server does not keep it* means
        that an object that the SDK writes or copies there loses it too.

      The versions are those of `bench/get-peers`. The dialects are those of servers that nobody can install (`ServerDialect` says
      where each is written): a stub before our own test server refuses what these refuse. What is not named there works.
      """;

  @TempDir private static Path folder;
  private final ServersDocument found = new ServersDocument(HEAD);
  private final EmbeddedS3 origin = EmbeddedS3.start();
  private final Judge originJudge = new Judge(origin.access());
  private ServersDocument committed = new ServersDocument("");

  @BeforeAll
  void read() throws IOException {
    for (Operation operation : Operation.values()) found.reserve(operation.title());
    found.reserve(STUB);
    found.reserve(LAST);
    committed = ServersDocument.read(FILE);
  }

  static Stream<String> names() {
    return RealServers.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("P-24 P-29 nothing is lost silently on a real server")
  void aRealServer(String name) throws Exception {
    try (RealServer server = RealServers.start(name)) {
      if (!(server instanceof RealServer.Running running)) {
        Assumptions.abort(name + " skipped: " + server);
        return;
      }
      S3Access access = running.access();
      try (Judge judge = new Judge(access)) {
        ServerTrials trials = new ServerTrials(folder, origin.access(), originJudge, access, judge);
        Map<Operation, Map<String, String>> cells = trials.tryAll(Sample.all());
        ServersDocument here = new ServersDocument("");
        cells.forEach(
            (operation, rows) ->
                rows.forEach((row, cell) -> here.put(operation.title(), row, name, cell)));
        found.addAll(here);
        found.put(LAST, "day", name, LocalDate.now(java.time.ZoneOffset.UTC).toString());
        assertThat(trials.losses()).isSubsetOf(KNOWN_LOSSES);
        assertKnown(here);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("P-24 P-29 nothing is lost silently on a server that speaks a dialect")
  void aDialect(ServerDialect dialect) throws Exception {
    FaultPlan plan = FaultPlan.none();
    dialect.addTo(plan);
    try (EmbeddedS3 server = EmbeddedS3.start();
        FaultFront front = FaultFront.start(server.endpoint(), plan);
        Judge judge = new Judge(server.access())) {
      S3Access spoken =
          new S3Access(
              dialect.name().replace('_', '-'),
              front.endpoint(),
              server.accessKey(),
              server.secretKey(),
              server.region());
      ServerTrials trials = new ServerTrials(folder, origin.access(), originJudge, spoken, judge);
      String row = dialect.title() + ", as " + dialect.providers();
      ServersDocument here = new ServersDocument("");
      trials
          .tryAll(Sample.withoutKeys())
          .forEach((operation, cells) -> here.put(STUB, row, operation.title(), inShort(cells)));
      found.addAll(here);
      assertThat(trials.losses()).isEmpty();
      assertKnown(here);
    }
  }

  /// What most objects meet with, then what others do.
  private static String inShort(Map<String, String> cells) {
    Map<String, Set<String>> samples = new LinkedHashMap<>();
    cells.forEach(
        (sample, cell) -> {
          if (cell.equals(ServerTrials.NOTHING)) return;
          samples.computeIfAbsent(cell, _ -> new LinkedHashSet<>()).add(sample);
        });
    Comparator<Map.Entry<String, Set<String>>> size =
        Comparator.comparingInt(entry -> entry.getValue().size());
    String usual = Collections.max(samples.entrySet(), size).getKey();
    StringBuilder text = new StringBuilder(usual);
    samples.forEach(
        (cell, some) -> {
          if (cell.equals(usual)) return;
          text.append("; ").append(String.join(", ", some)).append(": ").append(cell);
        });
    return text.toString();
  }

  private void assertKnown(ServersDocument here) {
    if (Boolean.getBoolean("s3copy.regenerate")) return;
    assertThat(here.differences(committed))
        .as("the head of %s says how to make it again", FILE)
        .isEmpty();
  }

  @AfterAll
  void write() throws IOException {
    originJudge.close();
    origin.close();
    if (!Boolean.getBoolean("s3copy.regenerate")) return;
    Files.writeString(FILE, found.withAbsent(committed).text());
  }
}
