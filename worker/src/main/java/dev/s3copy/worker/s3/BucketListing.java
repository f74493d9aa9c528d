// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.http.HttpReply;
import java.util.ArrayList;
import java.util.List;

/// LIST v2 by `start-after`, never by token: a server is known that skips a key when both meet.
/// Whatever comes back must lie in the prefix, after the start, in strictly ascending byte order.
final class BucketListing {
  /// What S3 gives at most in one answer.
  static final int MAX_KEYS = 1000;

  /// Folders are a sample of the key space: a flat bucket is not read to its end to find none.
  private static final int MAX_FOLDER_PAGES = 8;

  private static final byte AFTER_SLASH = '/' + 1;

  private final BucketRequests requests;
  private final Key prefix;

  BucketListing(BucketRequests requests, Key prefix) {
    this.requests = requests;
    this.prefix = prefix;
  }

  List<Entry> page(Key after, int max) {
    S3Request request = request(prefix, after, Math.min(max, MAX_KEYS), false);
    HttpReply reply = requests.call(request);
    ListPage page = parse(request, reply);
    Key last = after;
    for (Entry entry : page.entries()) {
      checkOrder(request, reply, last, entry);
      last = entry.key();
    }
    if (page.entries().isEmpty() && page.truncated()) {
      throw inconsistent(request, reply, "the page is empty and more are to come");
    }
    return page.entries();
  }

  private void checkOrder(S3Request request, HttpReply reply, Key last, Entry entry) {
    Key key = entry.key();
    if (key.compareTo(last) <= 0) {
      throw inconsistent(request, reply, "'" + key + "' is listed after '" + last + "'");
    }
    if (!key.startsWith(prefix)) {
      throw inconsistent(request, reply, "'" + key + "' is outside the prefix '" + prefix + "'");
    }
    if (entry.size() < 0) throw S3Failures.badResponse(request, reply, "'" + key + "' has no size");
  }

  private static StoreException inconsistent(S3Request request, HttpReply reply, String finding) {
    return S3Failures.answered(
        FailureKind.LISTING_INCONSISTENT, "ListingInconsistent", request, reply, finding);
  }

  List<Key> folders(Key wanted, int max) {
    Key below = wanted.startsWith(prefix) ? wanted : prefix;
    List<Key> found = new ArrayList<>();
    Key after = Key.EMPTY;
    for (int i = 0; i < MAX_FOLDER_PAGES && found.size() < max; i++) {
      S3Request request = request(below, after, MAX_KEYS, true);
      ListPage page = parse(request, requests.call(request));
      for (Key folder : page.folders()) {
        boolean ascends = found.isEmpty() || folder.compareTo(found.getLast()) > 0;
        if (ascends && folder.startsWith(below) && found.size() < max) found.add(folder);
      }
      Key next = lastOf(page);
      if (!page.truncated() || next.compareTo(after) <= 0) break;
      after = next;
    }
    return found;
  }

  /// From where the listing goes on: past everything inside the last folder.
  private static Key lastOf(ListPage page) {
    Key key = page.entries().isEmpty() ? Key.EMPTY : page.entries().getLast().key();
    if (page.folders().isEmpty()) return key;
    byte[] beyond = page.folders().getLast().bytes().clone();
    beyond[beyond.length - 1] = AFTER_SLASH;
    Key folder = Key.ofBytes(beyond);
    return folder.compareTo(key) > 0 ? folder : key;
  }

  /// The cheapest question that shows whether the bucket may be listed.
  void probe() {
    S3Request request = request(prefix, Key.EMPTY, 1, false);
    parse(request, requests.call(request));
  }

  /// Parameters in the order in which they are signed.
  private S3Request request(Key below, Key after, int max, boolean delimited) {
    StringBuilder query = new StringBuilder(128 + 3 * (below.length() + after.length()));
    if (delimited) query.append("delimiter=%2F&");
    query.append("encoding-type=url&list-type=2&max-keys=").append(max);
    if (!below.isEmpty()) {
      query.append("&prefix=");
      UriEncoding.appendQuery(query, below.bytes());
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
