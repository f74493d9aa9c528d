// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.list.ListPage;
import dev.s3copy.worker.s3.list.ListParser;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.UriEncoding;

/// Lists with LIST v2 by `start-after`, never by token, because a server is known that skips a key
/// if it gets both. All keys of an answer must lie in the prefix, after the start, in strictly
/// ascending byte order.
final class BucketListing {
  /// S3 gives at most this many in one answer.
  static final int MAX_KEYS = 1000;

  private final BucketRequests requests;
  private final Key prefix;

  BucketListing(BucketRequests requests, Key prefix) {
    this.requests = requests;
    this.prefix = prefix;
  }

  S3Call<Page> page(Key after, int max) {
    return requests.call(
        () -> request(after, Math.min(max, MAX_KEYS)),
        (request, reply) -> page(request, reply, after));
  }

  private Page page(S3Request request, HttpReply reply, Key after) {
    ListPage answer = parse(request, reply);
    Page page = answer.entries();
    if (page.isEmpty() && answer.truncated()) {
      throw inconsistent(request, reply, "the page is empty and more are to come");
    }
    if (!page.isEmpty()) check(request, reply, after, page);
    return page;
  }

  private void check(S3Request request, HttpReply reply, Key after, Page page) {
    if (page.compareKey(0, after) <= 0) {
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
        FailureKind.LISTING_INCONSISTENT, "ListingInconsistent", request, reply, finding);
  }

  /// The cheapest request that shows whether the bucket may be listed.
  S3Call<ListPage> probe() {
    return requests.call(() -> request(Key.EMPTY, 1), BucketListing::parse);
  }

  /// Parameters in the order in which they are signed.
  private S3Request request(Key after, int max) {
    StringBuilder query = new StringBuilder(128 + 3 * (prefix.length() + after.length()));
    query.append("encoding-type=url&list-type=2&max-keys=").append(max);
    if (!prefix.isEmpty()) {
      query.append("&prefix=");
      UriEncoding.appendQuery(query, prefix.bytes());
    }
    if (!after.isEmpty()) {
      query.append("&start-after=");
      UriEncoding.appendQuery(query, after.bytes());
    }
    return requests.bucket(S3Operation.LIST, query.toString());
  }

  private static ListPage parse(S3Request request, HttpReply reply) {
    try {
      return ListParser.parse(reply.body(), reply.bodyLength());
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }
}
