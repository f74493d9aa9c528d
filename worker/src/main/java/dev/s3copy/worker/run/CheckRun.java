// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.CheckLine.Status;
import dev.s3copy.api.Location;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.RetryRules;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.pace.AdaptiveGate;
import dev.s3copy.core.pace.ConcurrencyController;
import dev.s3copy.core.pace.RateLimit;
import dev.s3copy.worker.copy.Outage;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.s3.BucketAccess;
import dev.s3copy.worker.s3.TagPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at both ends of a copy, and tells what stands in its way, before anybody runs it. Only
/// reads, unless it is told to write.
public final class CheckRun {
  private static final int REQUESTS_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final S3CopySpec spec;
  private final References references;
  private final boolean writes;
  private final List<CheckLine> lines = new ArrayList<>();

  private CheckRun(S3CopySpec spec, References references, boolean writes) {
    this.spec = spec;
    this.references = references;
    this.writes = writes;
  }

  /// Looks at every end and waits for the answers.
  ///
  /// @param writes whether to write, read and remove a temporary object at the destination
  public static List<CheckLine> run(S3CopySpec spec, References references, boolean writes) {
    CheckRun check = new CheckRun(spec, references, writes);
    check.run();
    return List.copyOf(check.lines);
  }

  /// Why a copy could not start; null where it could.
  public static @Nullable Failure failure(List<CheckLine> lines) {
    String failed =
        lines.stream()
            .filter(line -> line.status() == Status.FAILED)
            .map(line -> line.side() + " " + line.subject() + ": " + line.finding())
            .collect(Collectors.joining("; "));
    return failed.isEmpty()
        ? null
        : Failure.of(FailureKind.CHECK_FAILED, "Check", "CheckFailed", failed);
  }

  private void run() {
    AdaptiveGate gate =
        new AdaptiveGate(
            new ConcurrencyController(
                REQUESTS_AT_ONCE, REQUESTS_AT_ONCE, REQUESTS_AT_ONCE, System.nanoTime()),
            RateLimit.none(),
            RateLimit.none(),
            System::nanoTime);
    Retrier retrier =
        new Retrier(
            new RetryRules(2, RandomGenerator.getDefault()),
            new Outage(System::nanoTime, PATIENCE, () -> false),
            () -> false);
    Sizing sizing = Sizing.of(1, null, REQUESTS_AT_ONCE);
    TagPolicy tags = Selections.tags(spec.preserve());
    try (Sides sides = new Sides(references, gate, retrier, sizing, tags)) {
      look(sides, "source", spec.source(), false);
      look(sides, "destination", spec.destination(), writes);
      look(sides, "report", spec.report(), writes);
    }
  }

  private void look(Sides sides, String name, @Nullable Location location, boolean write) {
    if (location == null) return;
    lookAtIdentity(sides, name, location);
    Side side;
    try {
      side = sides.open(location, BucketAccess.READ);
    } catch (StoreException e) {
      add(Status.FAILED, name, "reachable", e.failure().code() + ": " + e.failure().message());
      return;
    }
    switch (side) {
      case Side.Files files ->
          add(Status.OK, name, "reachable", "the folder " + files.address() + " can be read");
      case Side.Bucket bucket -> {
        add(Status.OK, name, "reachable", bucket.address() + " answers and may be listed");
        new BucketCheck(bucket, name, Clock.systemUTC(), lines).run(write);
      }
    }
  }

  private void lookAtIdentity(Sides sides, String name, Location location) {
    S3Location s3 = location.s3();
    if (s3 == null) return;
    try {
      add(Status.OK, name, "identity", sides.identity(s3));
    } catch (StoreException e) {
      add(Status.FAILED, name, "identity", e.failure().code() + ": " + e.failure().message());
    }
  }

  private void add(Status status, String side, String subject, String finding) {
    lines.add(new CheckLine(status, side, subject, finding));
  }
}
