// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static dev.s3copy.api.ConditionType.COMPLETE;
import static dev.s3copy.api.ConditionType.DESTINATION_SHARED;
import static dev.s3copy.api.ConditionType.FAILED;
import static dev.s3copy.api.ConditionType.READY;
import static dev.s3copy.api.ConditionType.RECONCILING;
import static dev.s3copy.api.ConditionType.STALLED;

import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionStatus;
import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.decide.Reason;
import dev.s3copy.operator.decide.Situation;
import dev.s3copy.operator.decide.Situation.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A situation as conditions. Reconciling and Stalled never hold together.
final class ConditionList {
  /// The last conditions, for the times of change.
  private final List<Condition> before;

  private final long generation;
  private final Instant now;
  private final List<Condition> made = new ArrayList<>();

  ConditionList(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  List<Condition> of(Situation situation, List<String> sharing) {
    switch (situation) {
      case Situation.Starting(Cause cause) -> underWay(cause);
      case Situation.Running(Cause cause) -> underWay(cause);
      case Situation.Hindered(Cause cause) -> underWay(cause);
      case Situation.Stalled(Cause cause) -> {
        add(READY, false, cause);
        add(RECONCILING, false, cause.reason(), "waits until it can go on");
        add(STALLED, true, cause);
        notYet(cause);
      }
      case Situation.Suspended(Cause cause) -> {
        add(READY, false, cause);
        add(RECONCILING, false, cause);
        add(STALLED, false, cause);
        notYet(cause);
      }
      case Situation.Ending(Outcome outcome, Cause cause) -> ended(outcome, cause);
      case Situation.Closed() -> {}
    }
    shared(sharing);
    return List.copyOf(made);
  }

  private void underWay(Cause cause) {
    add(READY, false, cause);
    add(RECONCILING, true, cause);
    add(STALLED, false, cause.reason(), "nothing is in the way that needs a person");
    notYet(cause);
  }

  private void notYet(Cause cause) {
    add(COMPLETE, false, cause.reason(), "not every object is settled yet");
    add(FAILED, false, cause.reason(), "not given up");
  }

  private void ended(Outcome outcome, Cause cause) {
    boolean failed = outcome == Outcome.FAILED;
    add(READY, !failed, cause);
    add(RECONCILING, false, cause.reason(), "ended");
    add(STALLED, failed, failed ? cause : new Cause(cause.reason(), "ended"));
    add(COMPLETE, !failed, cause);
    add(FAILED, failed, failed ? cause : new Cause(cause.reason(), "not given up"));
  }

  private void shared(List<String> sharing) {
    if (!sharing.isEmpty()) {
      String others = String.join(", ", sharing.subList(0, Math.min(5, sharing.size())));
      add(
          DESTINATION_SHARED,
          true,
          Reason.DESTINATION_SHARED,
          "another unfinished copy writes to the same destination ("
              + others
              + "); objects both select end as whichever wrote last");
    } else if (previous(DESTINATION_SHARED).isPresent()) {
      add(DESTINATION_SHARED, false, "NotShared", "no other unfinished copy writes there now");
    }
  }

  private void add(String type, boolean holds, Cause cause) {
    add(type, holds, cause.reason(), cause.message());
  }

  private void add(String type, boolean holds, String reason, String message) {
    ConditionStatus status = holds ? ConditionStatus.TRUE : ConditionStatus.FALSE;
    Instant since =
        previous(type)
            .filter(old -> old.status() == status)
            .map(Condition::lastTransitionTime)
            .orElse(now);
    made.add(new Condition(type, status, reason, message, since, generation));
  }

  private Optional<Condition> previous(String type) {
    return before.stream().filter(old -> old.type().equals(type)).findFirst();
  }
}
