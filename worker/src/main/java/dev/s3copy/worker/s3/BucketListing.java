// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.list.ListPage;
import dev.s3copy.worker.s3.list.ListParser;
import dev.s3copy.worker.s3.text.HttpDates;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;
import dev.s3copy.worker.s3.text.XmlText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Lists with LIST v2 by `start-after`, never by token, because a server is known that skips a key
/// if it gets both. Only an empty page that says that more are to come is followed by its token:
/// there is no key to start after. All keys of an answer must lie in the prefix, after the start,
/// in strictly ascending byte order.
///
/// A server that does not know v2 is asked by `marker`, which means the same.
final class BucketListing {
  /// S3 gives at most this many in one answer.
  static final int MAX_KEYS = 1000;

  /// A page that is asked for ahead may be as old.
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final BucketRequests requests;
  private final Key prefix;
  private final ToLongFunction<Key> sizes;
  private final LongSupplier nanoTime;
  private volatile @Nullable FirstPage kept;

  /// @param sizes asks for the size of an object that was listed without it, and waits
  BucketListing(
      BucketRequests requests, Key prefix, ToLongFunction<Key> sizes, LongSupplier nanoTime) {
    this.requests = requests;
    this.prefix = prefix;
    this.sizes = sizes;
    this.nanoTime = nanoTime;
  }

  /// Waits for a page.
  Page page(Key after, int max) {
    FirstPage first = kept;
    if (first != null && after.isEmpty() && max >= MAX_KEYS) {
      if (nanoTime.getAsLong() - first.nanos < KEPT_NANOS) return first.page;
      kept = null;
    }
    return ask(after, max);
  }

  /// Shows whether the bucket may be listed, by its first page. Those who begin to list it soon
  /// (the copy itself, and the search for places to cut it) have this page without another round
  /// trip.
  void probeFirstPage() {
    kept = new FirstPage(ask(Key.EMPTY, MAX_KEYS), nanoTime.getAsLong());
  }

  /// Waits for a page from a key on, as the server lists it now.
  Page pageFrom(Key first) {
    return ask(first.before(), MAX_KEYS);
  }

  private Page ask(Key after, int max) {
    Answer answer = answer(after, "", max);
    while (!answer.token.isEmpty()) answer = answer(after, answer.token, max);
    return withSizes(answer.page);
  }

  /// Asks for the size of each entry that came without one.
  private Page withSizes(Page page) {
    boolean complete = true;
    for (int row = 0; complete && row < page.size(); row++) {
      complete = page.bytes(row) != ListPage.NO_SIZE;
    }
    if (complete) return page;
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : page) {
      boolean known = entry.size() != ListPage.NO_SIZE;
      entries.add(known ? entry : entry.withSize(sizes.applyAsLong(entry.key())));
    }
    return Page.of(entries);
  }

  /// What the probe has seen, and when.
  private record FirstPage(Page page, long nanos) {}

  /// @param token of an empty page after which more are to come; empty otherwise
  private record Answer(Page page, String token) {}

  private Answer answer(Key after, String token, int max) {
    boolean v2 = requests.dialect().has(Capability.LIST_V2);
    S3Call<Answer> call =
        requests.call(
            () -> request(prefix, after, token, Math.min(max, MAX_KEYS)),
            (request, reply) -> answer(request, reply, after, token));
    try {
      return call.send();
    } catch (StoreException e) {
      if (requests.dialect().has(Capability.LIST_V2) == v2) throw e;
      return call.send();
    }
  }

  private Answer answer(S3Request request, HttpReply reply, Key after, String token) {
    ListPage answer = parse(request, reply);
    Page page = answer.entries();
    if (!page.isEmpty()) check(request, reply, after, page);
    if (!page.isEmpty() || !answer.truncated()) return new Answer(page, "");
    String next = tokenOf(reply);
    if (next.isEmpty() || next.equals(token)) {
      throw inconsistent(request, reply, "the page is empty and more are to come");
    }
    return new Answer(page, next);
  }

  private static String tokenOf(HttpReply reply) {
    for (String name : List.of("NextContinuationToken", "NextMarker")) {
      String token = XmlText.first(reply.body(), reply.bodyLength(), name);
      if (token != null) return token;
    }
    return "";
  }

  /// A server that does not know v2 answers as v1 does, from the first key on.
  private static void learnVersion(S3Request request, HttpReply reply) {
    byte[] body = reply.body();
    int length = reply.bodyLength();
    if (XmlText.contains(body, length, "<Marker") && !XmlText.contains(body, length, "<KeyCount")) {
      request.dialect().lacks(Capability.LIST_V2, "answers ListObjectsV2 as ListObjects");
    }
  }

  private void check(S3Request request, HttpReply reply, Key after, Page page) {
    if (page.compareKey(0, after) <= 0) {
      learnVersion(request, reply);
      throw inconsistent(request, reply, "'" + page.key(0) + "' is listed after '" + after + "'");
    }
    int bad = page.disorder();
    if (bad < page.size()) {
      String order = "'" + page.key(bad) + "' is listed after '" + page.key(bad - 1) + "'";
      throw inconsistent(request, reply, order);
    }
    requireInPrefix(request, reply, page.key(0));
    // A key that lies between two keys of a prefix has this prefix too.
    requireInPrefix(request, reply, page.key(page.size() - 1));
  }

  private void requireInPrefix(S3Request request, HttpReply reply, Key key) {
    if (key.startsWith(prefix)) return;
    throw inconsistent(request, reply, "'" + key + "' is outside the prefix '" + prefix + "'");
  }

  private static StoreException inconsistent(S3Request request, HttpReply reply, String finding) {
    return S3Failures.answered(
        FailureKind.LISTING_INCONSISTENT,
        "ListingInconsistent",
        request,
        reply,
        finding
            + "; a listing out of order cannot be trusted. Remove or rename such keys, or restrict"
            + " the copy to others with source.s3.prefix; a destination is not listed with"
            + " overwrite: Always");
  }

  /// The cheapest request that shows whether the bucket may be listed.
  S3Call<ListPage> probe() {
    return requests.call(() -> request(prefix, Key.EMPTY, "", 1), BucketListing::parse);
  }

  /// Whether a key is listed: it comes before all others that begin with it.
  S3Call<Boolean> isListed(Key key) {
    return requests.call(
        () -> request(key, Key.EMPTY, "", 1), (request, reply) -> isFirst(request, reply, key));
  }

  /// As [#isListed], in the listing that everybody sees: a server is known (MinIO) that lists what
  /// it keeps under another name as it was asked for, if the prefix is the key.
  ///
  /// @param key no other one is as long and differs only in its last byte
  S3Call<Boolean> isListedAmongAll(Key key) {
    byte[] before = Arrays.copyOf(key.bytes(), key.length() - 1);
    return requests.call(
        () -> request(prefix, Key.ofBytes(before), "", 1),
        (request, reply) -> isFirst(request, reply, key));
  }

  private static boolean isFirst(S3Request request, HttpReply reply, Key key) {
    Page first = parse(request, reply).entries();
    return !first.isEmpty() && first.key(0).equals(key);
  }

  S3Call<Instant> serverTime() {
    return requests.call(
        () -> request(prefix, Key.EMPTY, "", 1),
        (_, reply) ->
            Objects.requireNonNullElse(HttpDates.parse(reply.header("date")), Instant.EPOCH));
  }

  /// Parameters in the order in which they are signed.
  private S3Request request(Key below, Key after, String token, int max) {
    StringBuilder query = new StringBuilder(128 + 3 * (below.length() + after.length()));
    if (requests.dialect().has(Capability.LIST_V2)) {
      if (!token.isEmpty()) append(query, "continuation-token", token.getBytes(UTF_8));
      query.append(query.isEmpty() ? "" : "&").append("encoding-type=url&list-type=2");
      query.append("&max-keys=").append(max);
      if (!below.isEmpty()) append(query, "prefix", below.bytes());
      if (!after.isEmpty() && token.isEmpty()) append(query, "start-after", after.bytes());
    } else {
      query.append("encoding-type=url");
      if (!token.isEmpty()) append(query, "marker", token.getBytes(UTF_8));
      else if (!after.isEmpty()) append(query, "marker", after.bytes());
      query.append("&max-keys=").append(max);
      if (!below.isEmpty()) append(query, "prefix", below.bytes());
    }
    return requests.bucket(S3Operation.LIST, query.toString());
  }

  private static void append(StringBuilder query, String name, byte[] value) {
    if (!query.isEmpty()) query.append('&');
    query.append(name).append('=');
    UriEncoding.appendQuery(query, value);
  }

  private static ListPage parse(S3Request request, HttpReply reply) {
    try {
      return ListParser.parse(reply.body(), reply.bodyLength());
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }
}
