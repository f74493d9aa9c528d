// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunProgress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The line that shows the progress of a run. If it is too long, the least important part is left
/// out first.
///
/// `41%  8,200 of 20,000 objects  1.10 of 2.70 GiB  345 MiB/s  2,345 objects/s  ETA 0:05  3 failed`
///
/// Percent and ETA appear once the total is known, never as a guess.
final class ProgressLine {
  private static final String GAP = "  ";

  private ProgressLine() {}

  /// @param importance the segment with the highest number is dropped first
  private record Segment(String text, int importance) {}

  static String format(RunProgress now, RunRate rate, int width) {
    List<Segment> kept = segments(now, rate);
    while (kept.size() > 1 && join(kept).length() > width) {
      int worst = kept.stream().mapToInt(Segment::importance).max().orElseThrow();
      kept = kept.stream().filter(segment -> segment.importance() != worst).toList();
    }
    String line = join(kept);
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static List<Segment> segments(RunProgress now, RunRate rate) {
    Totals totals = now.totals();
    boolean totalKnown = now.listingDone();
    return List.of(
        new Segment(totalKnown ? percent(totals) : "", 5),
        new Segment(objects(totals, totalKnown), 0),
        new Segment(bytes(totals, totalKnown), 4),
        new Segment(HumanNumbers.bytes(Math.round(rate.bytesPerSecond())) + "/s", 3),
        new Segment(HumanNumbers.count(Math.round(rate.objectsPerSecond())) + " objects/s", 6),
        new Segment(totalKnown ? eta(totals, rate) : "", 2),
        new Segment(HumanNumbers.count(totals.failed()) + " failed", 1),
        new Segment(now.concurrency() + " at once", 7));
  }

  private static String join(List<Segment> segments) {
    return segments.stream()
        .map(Segment::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(GAP));
  }

  private static String percent(Totals totals) {
    long percent = totals.listed() == 0 ? 100 : totals.settled() * 100 / totals.listed();
    return String.format(Locale.ROOT, "%3d%%", percent);
  }

  private static String objects(Totals totals, boolean totalKnown) {
    if (totals.listed() == 0 && !totalKnown) {
      return "listing";
    }
    return HumanNumbers.count(totals.settled())
        + (totalKnown ? " of " : " of at least ")
        + HumanNumbers.count(totals.listed(), "object");
  }

  private static String bytes(Totals totals, boolean totalKnown) {
    return HumanNumbers.bytes(totals.bytesCopied())
        + (totalKnown ? " of " + HumanNumbers.bytes(totals.bytesListed()) : " copied");
  }

  /// By objects, and by bytes too where every listed byte is to be copied; the later one counts.
  private static String eta(Totals totals, RunRate rate) {
    if (rate.objectsPerSecond() <= 0) {
      return "";
    }
    double seconds = (totals.listed() - totals.settled()) / rate.objectsPerSecond();
    boolean allBytesCopied = totals.settled() == totals.copied();
    if (allBytesCopied && rate.bytesPerSecond() > 0) {
      long bytesLeft = totals.bytesListed() - totals.bytesCopied();
      seconds = Math.max(seconds, bytesLeft / rate.bytesPerSecond());
    }
    return "ETA " + HumanNumbers.clock(Math.round(seconds));
  }
}
