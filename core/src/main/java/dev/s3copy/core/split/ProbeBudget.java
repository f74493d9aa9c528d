// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

/// How many pages a plan may list.
///
/// @param first pages spread over the whole range to begin with
/// @param rounds how often the heaviest stretches are looked at more closely
/// @param perRound pages in each such look; they run at the same time
public record ProbeBudget(int first, int rounds, int perRound) {
  /// For a worker that gives away a part of its shard: 44 pages, nine round trips.
  public static final ProbeBudget CEDE = new ProbeBudget(12, 8, 4);

  public ProbeBudget {
    if (first < 1 || rounds < 0 || perRound < 1) {
      throw new IllegalArgumentException(first + " + " + rounds + " × " + perRound);
    }
  }

  /// For the first split of everything: two more pages for every piece, so that each piece rests on
  /// a few of them, in half as many rounds: over the key spaces of the tests the pieces come out
  /// the same, for half the waiting and half the arithmetic.
  public static ProbeBudget forRoot(int pieces) {
    return new ProbeBudget(CEDE.first, CEDE.rounds / 2, 2 * (CEDE.perRound + pieces / 4));
  }

  public int pages() {
    return first + rounds * perRound;
  }
}
