// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry.Kind;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// What a store listed at once, column by column: a thousand entries are a handful of arrays.
///
/// As a list it makes a new entry at each call. Such an entry holds nothing of the page, so keeping
/// it does not keep the page.
public final class Page extends AbstractList<Entry> implements RandomAccess {
  public static final Page EMPTY = new PageBuilder(0).build();

  /// Numbers of a row in [#spans]: where key and ETag begin and end in [#text].
  static final int SPANS = 4;

  static final int KEY_FROM = 0;
  static final int KEY_TO = 1;
  static final int ETAG_FROM = 2;
  static final int ETAG_TO = 3;

  private static final int UNKNOWN = -1;

  /// Columns may be longer than the page has rows.
  ///
  /// @param text bytes of all keys and ETags
  @SuppressWarnings("ArrayRecordComponent") // made once per page, never compared
  record Columns(
      byte[] text, int[] spans, Kind[] kinds, long[] sizes, long[] modified, String[] classes) {}

  private final Columns columns;
  private final byte[] text;
  private final int[] spans;
  private final int rows;
  private int disorder = UNKNOWN;

  Page(Columns columns, int rows) {
    this.columns = columns;
    this.text = columns.text;
    this.spans = columns.spans;
    this.rows = rows;
  }

  public static Page of(List<Entry> entries) {
    if (entries instanceof Page page) return page;
    PageBuilder builder = new PageBuilder(entries.size());
    entries.forEach(builder::add);
    return builder.build();
  }

  private Page first(int count) {
    return new Page(columns, count);
  }

  @Override
  public int size() {
    return rows;
  }

  @Override
  public Entry get(int row) {
    return new Entry(
        key(row), kind(row), bytes(row), etag(row), modifiedMillis(row), storageClass(row));
  }

  public Key key(int row) {
    return Key.ofBytes(Arrays.copyOfRange(text, from(row), to(row)));
  }

  Kind kind(int row) {
    return columns.kinds[row];
  }

  public long bytes(int row) {
    return columns.sizes[row];
  }

  public String etag(int row) {
    int from = spans[SPANS * row + ETAG_FROM];
    int length = spans[SPANS * row + ETAG_TO] - from;
    return length == 0 ? "" : new String(text, from, length, StandardCharsets.ISO_8859_1);
  }

  long modifiedMillis(int row) {
    return columns.modified[row];
  }

  String storageClass(int row) {
    return columns.classes[row];
  }

  /// Compares a row's key with one made elsewhere.
  public int compareKey(int row, Key other) {
    byte[] bytes = other.bytes();
    return Arrays.compareUnsigned(text, from(row), to(row), bytes, 0, bytes.length);
  }

  /// Compares a row's key after `prefix` bytes with a row of another page after `otherPrefix`.
  int compareSuffix(int row, int prefix, Page other, int otherRow, int otherPrefix) {
    return Arrays.compareUnsigned(
        text,
        from(row) + prefix,
        to(row),
        other.text,
        other.from(otherRow) + otherPrefix,
        other.to(otherRow));
  }

  /// The entries that do not lie beyond the end of a range.
  public Page within(KeyRange range) {
    Key until = range.until();
    if (until == null || rows == 0 || compareKey(rows - 1, until) <= 0) return this;
    return first(rowsUpTo(until));
  }

  /// How many rows have a key not greater than this one.
  public int rowsUpTo(Key key) {
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compareKey(middle, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /// The first row whose key is not greater than that of the row before; the number of rows where
  /// all is in order.
  public int disorder() {
    int found = disorder;
    if (found == UNKNOWN) {
      found = 1;
      while (found < rows && compareSuffix(found, 0, this, found - 1, 0) > 0) found++;
      disorder = Math.min(found, rows);
    }
    return disorder;
  }

  private int from(int row) {
    return spans[SPANS * row + KEY_FROM];
  }

  private int to(int row) {
    return spans[SPANS * row + KEY_TO];
  }
}
