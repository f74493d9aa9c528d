// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.assertAllBack;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.file.MemoryTempDir;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import dev.s3copy.worker.s3.ScriptedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectCopierTest {
  private static final Step DONE = Step.copied(5);

  private final ScriptedServer server = new ScriptedServer();
  private final Buffers buffers = new Buffers(8192);
  private final List<Entry> seen = new ArrayList<>();

  @AfterEach
  void everyBufferIsBack() {
    assertAllBack(buffers);
  }

  @Test
  void takesStepAfterStepToTheOutcome() throws InterruptedException {
    server.answer("HeadObject", head(5, VERSION));
    Step step =
        new Step.Lease(
            10,
            buffer -> {
              assertThat(buffer.remaining()).isEqualTo(10);
              return asking(DONE);
            });
    assertThat(copy(1, step)).isEqualTo(Outcome.Copied.of(5));
    assertThat(server.sent()).containsExactly("HeadObject s3://b/k");
  }

  @Test
  void holdsNoBufferWhileAFileIsMadeDurable() throws InterruptedException {
    List<String> committed = new ArrayList<>();
    FileCommit file =
        new FileCommit() {
          @Override
          public void commit() {
            assertAllBack(buffers);
            committed.add("file");
          }

          @Override
          public Runnable commitLater(Runnable ended) {
            throw new AssertionError("waits instead");
          }
        };
    Step step = new Step.Lease(8192, _ -> new Step.Commit(file, Outcome.Copied.of(5)));
    assertThat(copy(0, step)).isEqualTo(Outcome.Copied.of(5));
    assertThat(committed).containsExactly("file");
  }

  @Test
  void aRequestIsTriedAgainAndCounted() throws InterruptedException {
    server.answer("HeadObject", failed(FailureKind.CONNECTION), head(5, VERSION));
    assertThat(copy(1, asking(DONE))).isEqualTo(Outcome.Copied.of(5));
    StoreException last = failed(FailureKind.CONNECTION);
    server.answer("HeadObject", last);
    assertThat(copy(2, asking(DONE))).isEqualTo(new Outcome.Failed(last.failure(), 3));
    assertThat(seen).as("objects that were not started over").hasSize(2);
  }

  @Test
  void workInPartsCountsItsRetriesToo() throws InterruptedException {
    StoreException refused = failed(FailureKind.INVALID_REQUEST);
    Step step =
        new Step.Blocking(
            retries -> {
              retries.oneMore();
              throw refused;
            });
    assertThat(copy(0, step)).isEqualTo(new Outcome.Failed(refused.failure(), 2));
    assertThat(copy(0, new Step.Blocking(_ -> Outcome.SKIPPED))).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void anObjectThatChangedIsLookedAtAgain() throws InterruptedException {
    CopyMethod method =
        method(
            source -> {
              if (source.size() == 1) throw failed(FailureKind.SOURCE_CHANGED);
              return Step.copied(source.size());
            },
            _ -> entry(2));
    assertThat(copier(1, method).copy(entry(1), DESTINATION, null)).isEqualTo(Outcome.Copied.of(2));
    assertThat(seen).containsExactly(entry(1), entry(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"SOURCE_CHANGED", "IO_ERROR", "CHECKSUM_MISMATCH"})
  void anObjectIsStartedOverAsOftenAsTheRulesSay(FailureKind kind) throws InterruptedException {
    StoreException changed = failed(kind);
    assertThat(copy(2, throwing(changed))).isEqualTo(new Outcome.Failed(changed.failure(), 3));
    assertThat(seen).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_RESPONSE", "INVALID_REQUEST", "ACCESS_DENIED", "INTERNAL"})
  void whatStartingOverCannotMendFailsAtOnce(FailureKind kind) throws InterruptedException {
    StoreException e = failed(kind);
    assertThat(copy(2, throwing(e))).isEqualTo(new Outcome.Failed(e.failure(), 1));
    assertThat(seen).hasSize(1);
  }

  @Test
  void whatConcernsTheRunIsThrown() {
    assertFails(
        FailureKind.DESTINATION_FULL,
        () -> copy(2, throwing(failed(FailureKind.DESTINATION_FULL))));
    assertThat(seen).hasSize(1);
  }

  @Test
  void anObjectThatIsGoneHasNotFailed() throws InterruptedException {
    StoreException gone = failed(FailureKind.SOURCE_GONE);
    Look confirmed =
        _ -> {
          throw gone;
        };
    for (FailureKind first : List.of(FailureKind.SOURCE_GONE, FailureKind.SOURCE_CHANGED)) {
      StoreException missed = failed(first);
      CopyMethod method = method(_ -> throwing(missed), confirmed);
      assertThat(copier(2, method).copy(entry(1), DESTINATION, null))
          .isEqualTo(new Outcome.Gone(missed.failure()));
    }
  }

  @Test
  void whatAnotherLookFindsIsNotGone() throws InterruptedException {
    Outcome outcome = copy(2, throwing(failed(FailureKind.SOURCE_GONE)));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
              assertThat(failed.failure().message()).contains("the source is there");
              assertThat(failed.attempts()).isEqualTo(3);
            });
    assertThat(seen).hasSize(3);
  }

  @Test
  void whereNobodyKnowsWhetherItIsGoneItHasFailed() throws InterruptedException {
    StoreException unsure = failed(FailureKind.SERVER_ERROR);
    CopyMethod method =
        method(
            _ -> throwing(failed(FailureKind.SOURCE_GONE)),
            _ -> {
              throw unsure;
            });
    assertThat(copier(1, method).copy(entry(1), DESTINATION, null))
        .isEqualTo(new Outcome.Failed(unsure.failure(), 2));
  }

  @Test
  void aConditionIsMadeSureOfBeforeTheNextStep() throws InterruptedException {
    List<String> order = new ArrayList<>();
    Step step =
        new Step.Check(
            _ -> order.add("check"),
            () -> {
              order.add("next");
              return DONE;
            });
    assertThat(copy(0, step)).isEqualTo(Outcome.Copied.of(5));
    assertThat(order).containsExactly("check", "next");
  }

  @Test
  void aDestinationThatAppearedMeanwhileIsSkipped() throws InterruptedException {
    assertThat(copy(2, throwing(failed(FailureKind.DESTINATION_EXISTS))))
        .isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void aWriteRefusedBecauseOfItselfIsCopied() throws InterruptedException {
    server.answer(
        "HeadObject", failed(FailureKind.CONNECTION), failed(FailureKind.DESTINATION_EXISTS));
    CopyMethod method =
        new FakeMethod((_, _) -> asking(DONE), entry -> entry) {
          @Override
          public boolean isStored(Entry source, Key destination, Retries retries) {
            return true;
          }
        };
    assertThat(copier(1, method).copy(entry(5), DESTINATION, null)).isEqualTo(Outcome.Copied.of(5));
  }

  @Test
  void aTryBeforeThisOneCounts() throws InterruptedException {
    StoreException refused = failed(FailureKind.INVALID_REQUEST);
    server.answer("HeadObject", refused);
    Outcome outcome =
        copier(1, method(_ -> asking(DONE), entry -> entry))
            .copy(entry(1), DESTINATION, failed(FailureKind.CONNECTION).failure());
    assertThat(outcome).isEqualTo(new Outcome.Failed(refused.failure(), 2));
  }

  @Test
  void onceTheRunIsStoppedNothingIsStartedOver() throws InterruptedException {
    StoreException changed = failed(FailureKind.SOURCE_CHANGED);
    Retrier stopped =
        new Retrier(rules(9), new Outage(() -> 0, Duration.ofSeconds(1), () -> true), () -> true);
    Outcome outcome =
        new ObjectCopier(method(_ -> throwing(changed), entry -> entry), stopped, buffers)
            .copy(entry(1), DESTINATION, null);
    assertThat(outcome).isEqualTo(new Outcome.Failed(changed.failure(), 1));
    assertThat(seen).hasSize(1);
  }

  @Test
  void whatFailsLeavesNoFileAndNoBufferBehind(@TempDir(factory = MemoryTempDir.class) Path root)
      throws InterruptedException {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      CopyMethod method =
          new FakeMethod(
              (_, attempt) -> {
                attempt.file(volume, DESTINATION, 5);
                return new Step.Lease(8192, _ -> throwing(failed(FailureKind.INVALID_REQUEST)));
              },
              entry -> entry);
      Outcome outcome = copier(0, method).copy(entry(5), DESTINATION, null);
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(root).isEmptyDirectory();
    }
  }

  @Test
  void assumesNothingAboutTheDestination() throws InterruptedException {
    CopyMethod method =
        new FakeMethod(
            (_, attempt) -> {
              assertThat(attempt.mayAssume()).isFalse();
              return DONE;
            },
            entry -> entry);
    assertThat(copier(0, method).copy(entry(5), DESTINATION, null)).isEqualTo(Outcome.Copied.of(5));
  }

  @Test
  void tellsItsMethodAndItsBuffers() {
    CopyMethod method = new CountOnly();
    ObjectCopier copier = copier(0, method);
    assertThat(copier.method()).isSameAs(method);
    assertThat(copier.buffers()).isSameAs(buffers);
  }

  private Step asking(Step next) {
    return new Step.Ask<>(server.bucket("b").head(DESTINATION), _ -> next);
  }

  private static Step throwing(StoreException e) {
    return new Step.Blocking(
        _ -> {
          throw e;
        });
  }

  private Outcome copy(int retries, Step first) throws InterruptedException {
    CopyMethod method = method(_ -> first, entry -> entry);
    return copier(retries, method).copy(entry(5), DESTINATION, null);
  }

  private ObjectCopier copier(int retries, CopyMethod method) {
    return new ObjectCopier(method, retrier(retries), buffers);
  }

  private CopyMethod method(First first, Look look) {
    return new FakeMethod((source, _) -> first.of(source), look);
  }

  private interface First {
    Step of(Entry source);
  }

  private interface FirstOfAttempt {
    Step of(Entry source, Attempt attempt);
  }

  private interface Look {
    Entry at(Entry source);
  }

  private class FakeMethod implements CopyMethod {
    private final FirstOfAttempt first;
    private final Look look;

    FakeMethod(FirstOfAttempt first, Look look) {
      this.first = first;
      this.look = look;
    }

    @Override
    public Step first(Entry source, Key destination, Attempt attempt) {
      assertThat(destination).isEqualTo(DESTINATION);
      seen.add(source);
      return first.of(source, attempt);
    }

    @Override
    public RunsOn runsOn(int cpus) {
      return new RunsOn(1, false);
    }

    @Override
    public Entry lookAgain(Entry source, Retries retries) {
      return look.at(source);
    }
  }
}
