// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.text.ETags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Sees that what was written to a bucket is there, as everybody will see it: in the listing, a
/// thousand objects with one request. A server may have answered "stored" and keep an object under
/// another name, show it to nobody, or have nothing.
///
/// What a listing does not show as it was written is looked at by itself; a listing that is late
/// gets some time. Safe for use by many threads.
public final class Confirmation {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6));

  /// A page that shows fewer objects than this costs more than looking at each.
  private static final int LEAST_PER_PAGE = 4;

  private final S3Bucket bucket;
  private final Retrier retrier;
  private final List<Duration> pauses;

  /// Objects whose listed ETag was the one that the write told, less those where it was another
  /// one: servers are known that tell two.
  private final AtomicLong sameETags = new AtomicLong();

  Confirmation(S3Bucket bucket, Retrier retrier) {
    this(bucket, retrier, PAUSES);
  }

  /// @param pauses what a listing gets to become right
  Confirmation(S3Bucket bucket, Retrier retrier, List<Duration> pauses) {
    this.bucket = bucket;
    this.retrier = retrier;
    this.pauses = pauses;
  }

  /// An object as it was written.
  ///
  /// @param etag what the server answered; empty where it is not known
  /// @param sourceETag of what was copied; empty where it has none
  public record Written(Key key, long size, String etag, String sourceETag) {
    /// Whether the server answered with the MD5 of what was copied.
    boolean isProven() {
      return ETags.mayBeMd5(sourceETag) && ETags.same(sourceETag, etag);
    }
  }

  /// An object that the listing does not show as it was written.
  private record Difference(Written written, boolean listed) {}

  /// Waits until it is known of each object.
  ///
  /// @param written with different keys, in any order
  /// @return why an object is not confirmed, by its key; the others are
  /// @throws StoreException with a RUN-scoped failure only
  public Map<Key, Failure> confirm(List<Written> written) throws InterruptedException {
    Map<Key, Failure> failures = new HashMap<>();
    if (!bucket.has(Capability.CONFIRMING_LIST)) {
      List<Written> _ = look(unproven(written), failures);
      return failures;
    }
    List<Written> sorted = new ArrayList<>(written);
    sorted.sort(Comparator.comparing(Written::key));
    List<Written> unlisted = withoutHidden(look(list(sorted), failures), failures);
    for (Duration pause : pauses) {
      if (unlisted.isEmpty() || !bucket.has(Capability.CONFIRMING_LIST)) return failures;
      Thread.sleep(pause);
      unlisted =
          list(unlisted).stream().filter(each -> !each.listed).map(Difference::written).toList();
    }
    for (Written each : unlisted) failures.put(each.key, neverListed(each));
    return failures;
  }

  /// Where nothing can be listed.
  private static List<Difference> unproven(List<Written> written) {
    return written.stream()
        .filter(each -> !each.isProven())
        .map(each -> new Difference(each, true))
        .toList();
  }

  /// Compares objects with the listing.
  private List<Difference> list(List<Written> sorted) throws InterruptedException {
    List<Difference> differences = new ArrayList<>();
    for (int from = 0; from < sorted.size(); ) {
      int next;
      try {
        Key first = sorted.get(from).key;
        next = compare(sorted, from, retrier.repeat(() -> bucket.pageFrom(first)), differences);
      } catch (StoreException e) {
        // Each object is looked at by itself then.
        Failure failure = requireOfListing(e);
        if (isForGood(failure)) bucket.lacks(Capability.CONFIRMING_LIST, failure.code());
        next = from;
      }
      boolean sparse = next - from < LEAST_PER_PAGE && sorted.size() - next >= LEAST_PER_PAGE;
      if (next == from || sparse) {
        sorted
            .subList(next, sorted.size())
            .forEach(each -> differences.add(new Difference(each, true)));
        return differences;
      }
      from = next;
    }
    return differences;
  }

  private static Failure requireOfListing(StoreException e) {
    return switch (e.failure().kind()) {
      case LIST_DENIED, LISTING_INCONSISTENT -> e.failure();
      default -> e.requireOfObject();
    };
  }

  /// Whether the bucket will not be listed at all, rather than not just now.
  private static boolean isForGood(Failure failure) {
    return switch (failure.kind()) {
      case LIST_DENIED, LISTING_INCONSISTENT, INVALID_REQUEST -> true;
      default -> false;
    };
  }

  /// Compares objects with one page.
  ///
  /// @return the first object after the page, at least one after `from`
  private int compare(List<Written> sorted, int from, Page page, List<Difference> differences) {
    int row = 0;
    for (int i = from; i < sorted.size(); i++) {
      Written each = sorted.get(i);
      while (row < page.size() && page.compareKey(row, each.key) < 0) row++;
      boolean beyond = row == page.size();
      if (beyond && !page.isEmpty() && i > from) return i;
      boolean listed = !beyond && page.compareKey(row, each.key) == 0;
      if (!listed || !isAsWritten(each, page, row)) differences.add(new Difference(each, listed));
    }
    return sorted.size();
  }

  private boolean isAsWritten(Written written, Page page, int row) {
    if (page.bytes(row) != written.size) return false;
    String etag = page.etag(row);
    if (written.etag.isEmpty() || etag.isEmpty()) return true;
    if (!ETags.same(etag, written.etag)) return sameETags.decrementAndGet() < 0;
    sameETags.incrementAndGet();
    return true;
  }

  /// Looks at each object by itself.
  ///
  /// @param failures receives why an object will not be confirmed, however long one waits
  /// @return those that are there as they were written, and are not listed
  private List<Written> look(List<Difference> differences, Map<Key, Failure> failures)
      throws InterruptedException {
    List<Written> unlisted = new ArrayList<>();
    if (differences.isEmpty() || !bucket.has(Capability.CONFIRMATION)) return unlisted;
    // The first one shows whether the credentials may look at all.
    List<Seen> all = new ArrayList<>(List.of(see(differences.getFirst())));
    if (bucket.has(Capability.CONFIRMATION))
      all.addAll(see(differences.subList(1, differences.size())));
    for (Seen seen : all) {
      if (seen.failure != null) failures.put(seen.written.key, seen.failure);
      else if (seen.unlisted) unlisted.add(seen.written);
    }
    return unlisted;
  }

  /// What a look at one object showed.
  ///
  /// @param failure null where it is there as it was written
  private record Seen(Written written, boolean unlisted, @Nullable Failure failure) {}

  /// All at once: how many requests really are is the gate's decision.
  private List<Seen> see(List<Difference> differences) throws InterruptedException {
    List<Callable<Seen>> looks = new ArrayList<>();
    for (Difference each : differences) looks.add(() -> see(each));
    return AtOnce.call(looks);
  }

  private Seen see(Difference difference) throws InterruptedException {
    Written written = difference.written;
    @Nullable Failure failure;
    try {
      ObjectHead now = retrier.repeat(bucket.headWritten(written.key)::send);
      boolean wrongSize = now.size() != written.size;
      failure =
          wrongSize ? disagrees(written.size, now) : isAnother(written, now) ? replaced() : null;
      return new Seen(written, failure == null && !difference.listed, failure);
    } catch (StoreException e) {
      failure = e.requireOfObject();
      boolean denied = failure.kind() == FailureKind.ACCESS_DENIED;
      if (denied) bucket.lacks(Capability.CONFIRMATION, "HeadObject: 403");
      return new Seen(written, false, denied ? null : failure);
    }
  }

  private boolean isAnother(Written written, ObjectHead now) {
    boolean known = !written.etag.isEmpty() && !now.etag().isEmpty();
    return known && sameETags.get() > 0 && !ETags.same(now.etag(), written.etag);
  }

  /// A server is known (MinIO) that lists nothing below a key that is an object.
  private List<Written> withoutHidden(List<Written> unlisted, Map<Key, Failure> failures)
      throws InterruptedException {
    Map<Key, Boolean> objects = new HashMap<>();
    List<Written> others = new ArrayList<>();
    for (Written each : unlisted) {
      Key above = objectAbove(each.key, objects);
      if (above == null) others.add(each);
      else failures.put(each.key, hidden(above));
    }
    return others;
  }

  /// @param objects keys that were asked for before, and whether they are listed
  private @Nullable Key objectAbove(Key key, Map<Key, Boolean> objects)
      throws InterruptedException {
    byte[] bytes = key.bytes();
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] != '/') continue;
      Key above = Key.ofBytes(Arrays.copyOf(bytes, i));
      Boolean isObject = objects.get(above);
      if (isObject == null) isObject = retrier.repeat(bucket.isListed(above)::send);
      objects.put(above, isObject);
      if (isObject) return above;
    }
    return null;
  }

  /// @param size in bytes, as it was written
  static Failure disagrees(long size, ObjectHead now) {
    return Failure.of(
        FailureKind.CHECKSUM_MISMATCH,
        "HeadObject",
        "SizeDisagreement",
        """
        the destination has %d bytes after the copy, the source has %d; \
        somebody else may be writing this key\
        """
            .formatted(now.size(), size));
  }

  private static Failure replaced() {
    return Failure.of(
        FailureKind.DESTINATION_EXISTS,
        "HeadObject",
        "Replaced",
        "the destination has another object of this size now; somebody else may be writing this"
            + " key, or the server kept an older object");
  }

  private static Failure hidden(Key above) {
    return Failure.of(
        FailureKind.KEY_COLLISION,
        "ListObjects",
        "KeyHidden",
        "the destination's server stores it and does not list it, since '"
            + above
            + "' is an object: no listing, sync or backup would see it; rename or exclude one of"
            + " the two");
  }

  private static Failure neverListed(Written written) {
    return Failure.of(
        FailureKind.KEY_NOT_REPRESENTABLE,
        "ListObjects",
        "KeyNotListed",
        "the destination's server answers for '"
            + written.key
            + "' and does not list it: no listing, sync or backup would see it. If its listings are"
            + " late, run the copy again; else rename or exclude the object");
  }
}
