// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardPhase;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TailCessionTest {
  private static final Key REACHED = Key.of("g");

  /// It overflows soon: only differences of times may be compared.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private final Searches searches = new Searches();

  /// Notes what is searched; the test says when a search ends and what it finds.
  private static final class Searches implements CutSearch.Starter {
    final List<String> begun = new ArrayList<>();
    CompletableFuture<CutSearch.Cuts> last = new CompletableFuture<>();

    @Override
    public CutSearch searchRoot(KeyRange range) {
      return begin("root " + range.after() + ".." + range.until());
    }

    @Override
    public CutSearch searchRest(KeyRange rest, int pieces) {
      return begin("rest " + rest.after() + ".." + rest.until() + " in " + pieces);
    }

    private CutSearch begin(String what) {
      begun.add(what);
      last = new CompletableFuture<>();
      return new CutSearch(last);
    }

    void end(long estimatedKeys, String... cuts) {
      last.complete(new CutSearch.Cuts(Stream.of(cuts).map(Key::of).toList(), estimatedKeys));
    }
  }

  private static Shard shard(String id, String checkpoint, long remaining) {
    ShardReport report =
        new ShardReport(Key.of(checkpoint), Totals.ZERO, 0, 0, remaining, List.of());
    KeyRange range = new KeyRange(Key.of("a"), Key.of("z"));
    return new Shard(id, range, ShardPhase.RUNNING, 1, 0, report);
  }

  private TailCession tail(FakeShardStore store) {
    return tail(store, false);
  }

  private TailCession tail(FakeShardStore store, boolean dryRun) {
    CopyPlan plan = Plans.copyAll(NoListing.INSTANCE, dryRun, 4);
    return new TailCession(store.all().getFirst(), plan, store, searches, now::get);
  }

  private void spend(Duration time) {
    now.addAndGet(time.toNanos());
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        argumentSet("asked, and much is left", 2, 100_000, 1000, "rest g..z in 3"),
        argumentSet("not asked", 0, 100_000, 1000, ""),
        argumentSet("what is left is listed in less than 10 s", 2, 10_999, 1000, ""),
        argumentSet("what is left is listed in 10 s", 2, 11_000, 1000, "rest g..z in 3"),
        argumentSet("too little left for a shard", 2, 5_999, 4000, ""),
        argumentSet("enough left for a shard", 2, 6_000, 4000, "rest g..z in 3"),
        argumentSet("much to copy, however fast it is listed", 1, 51_000, 10, "rest g..z in 2"),
        argumentSet("the estimate is used up", 1, 500, 1000, "rest g..z in 2"),
        argumentSet("nothing is known of what is left", 1, -1, 1000, "rest g..z in 2"));
  }

  /// @param estimate keys of the shard, of which 1,000 are listed
  /// @param millis that it took to list them
  @ParameterizedTest
  @MethodSource("requests")
  void looksForCutsWhereATailIsWantedAndWorthIt(
      int wanted, long estimate, long millis, String searched) {
    TailCession tail = tail(new FakeShardStore(shard("0.1", "", estimate)));
    spend(Duration.ofMillis(millis));
    tail.countListed(1000, 1000);
    tail.searchIfAsked(wanted, REACHED);
    assertThat(String.join(";", searches.begun)).isEqualTo(searched);
  }

  @Test
  void aDryRunKeepsWhatItListsInLessThanTenSeconds() {
    TailCession tail = tail(new FakeShardStore(shard("0.1", "", 51_000)), true);
    spend(Duration.ofMillis(10));
    tail.countListed(1000, 1000);
    tail.searchIfAsked(1, REACHED);
    assertThat(searches.begun).isEmpty();
  }

  @Test
  void aShardListedToItsEndHasNothingToSearch() {
    TailCession tail = tail(new FakeShardStore(shard("0.1", "", 100_000)));
    tail.searchIfAsked(1, Key.of("z"));
    assertThat(searches.begun).isEmpty();
    assertThat(tail.rangeBeyond(Key.of("z"))).isNull();
    assertThat(tail.rangeBeyond(REACHED)).isEqualTo(new KeyRange(REACHED, Key.of("z")));
  }

  @Test
  void searchesOnceAtATimeAndRestsAfterwards() throws Exception {
    TailCession tail = tail(new FakeShardStore(shard("0.1", "", 100_000)));
    tail.searchIfAsked(1, REACHED);
    tail.searchIfAsked(1, REACHED);
    assertThat(searches.begun).hasSize(1);
    assertThat(tail.hasFoundCuts()).isFalse();

    searches.end(100_000);
    assertThat(tail.hasFoundCuts()).isTrue();
    assertThat(tail.cede(REACHED)).isNull();
    spend(Duration.ofMillis(9_999));
    tail.searchIfAsked(1, REACHED);
    assertThat(searches.begun).hasSize(1);
    spend(Duration.ofMillis(1));
    tail.searchIfAsked(1, REACHED);
    assertThat(searches.begun).hasSize(2);
  }

  static Stream<Arguments> findings() {
    return Stream.of(
        argumentSet("all cuts are ahead", 90_000, "k,q", "k..q,q..z", 31_000),
        argumentSet("the listing has passed a cut", 90_000, "c,q", "q..z", 31_000),
        argumentSet("the listing stands on a cut", 90_000, "g,q", "q..z", 31_000),
        argumentSet("the listing has passed all cuts", 90_000, "b,c", "", 90_000),
        argumentSet("no cut was found", 90_000, "", "", 90_000),
        argumentSet("far less is left than it was thought", 3_000, "k,q", "", 3_000));
  }

  /// 1,000 keys are listed before the search, and 1,000 while it runs.
  ///
  /// @param estimate what the search finds
  /// @param children ranges given away
  /// @param open keys that the shard then has to settle
  @ParameterizedTest
  @MethodSource("findings")
  void cedesWhatLiesBeyondTheLastKeyListed(long estimate, String cuts, String children, long open)
      throws Exception {
    FakeShardStore store = new FakeShardStore(shard("0.1", "", 100_000));
    TailCession tail = tail(store);
    spend(Duration.ofSeconds(1));
    tail.countListed(1000, 1000);
    tail.searchIfAsked(2, Key.of("b"));
    tail.countListed(1000, 1000);
    searches.end(estimate, cuts.isEmpty() ? new String[0] : cuts.split(","));

    Key end = tail.cede(REACHED);
    String given =
        store.children.stream()
            .map(child -> child.range().after() + ".." + child.range().until())
            .collect(Collectors.joining(","));
    assertThat(given).isEqualTo(children);
    assertThat(end).isEqualTo(given.isEmpty() ? null : Key.of(given.substring(0, 1)));
    Totals settled = new Totals(1000, 1000, 0, 0, 0, 0, 1000, 1000);
    assertThat(tail.openKeys(settled)).isEqualTo(open);
  }

  @Test
  void aNewRootIsCutUnaskedHoweverLittleItHas() throws Exception {
    FakeShardStore store = new FakeShardStore(shard("0", "", -1));
    TailCession tail = tail(store);
    tail.searchNewRoot();
    assertThat(searches.begun).containsExactly("root a..z");
    searches.end(3_000, "k");
    assertThat(tail.cede(REACHED)).isEqualTo(Key.of("k"));
    assertThat(store.children).hasSize(1);
  }

  @Test
  void aRootTooSmallToCutStaysWhole() throws Exception {
    FakeShardStore store = new FakeShardStore(shard("0", "", -1));
    TailCession tail = tail(store);
    tail.searchNewRoot();
    searches.last.complete(CutSearch.Cuts.NONE);
    assertThat(tail.cede(REACHED)).isNull();
    assertThat(tail.openKeys(Totals.ZERO)).isEqualTo(-1);
  }

  @Test
  void onlyANewRootIsCutUnasked() {
    tail(new FakeShardStore(shard("0.1", "", -1))).searchNewRoot();
    tail(new FakeShardStore(shard("0", "c", -1))).searchNewRoot();
    assertThat(searches.begun).isEmpty();
  }

  @Test
  void aFailedSearchFailsTheShard() {
    TailCession tail = tail(new FakeShardStore(shard("0", "", -1)));
    tail.searchNewRoot();
    Failure failure = Failure.of(FailureKind.ACCESS_DENIED, "List", "AccessDenied", "no");
    searches.last.completeExceptionally(new StoreException(failure));
    assertThatThrownBy(() -> tail.cede(REACHED))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }

  @Test
  void givesUpASearchWhenTheListingEnds() {
    TailCession tail = tail(new FakeShardStore(shard("0", "", -1)));
    tail.searchNewRoot();
    tail.close();
    assertThat(searches.last).isCancelled();
  }

  @Test
  void countsOpenKeysExactlyOnceAllAreListed() {
    TailCession tail = tail(new FakeShardStore(shard("0.1", "", 100_000)));
    tail.countListed(1000, 1000);
    tail.listedToEnd();
    assertThat(tail.openKeys(new Totals(400, 400, 0, 0, 0, 0, 400, 400))).isEqualTo(600);
  }
}
