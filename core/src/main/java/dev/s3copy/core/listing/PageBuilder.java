// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry.Kind;
import dev.s3copy.core.listing.Page.Columns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Fills a [Page] row by row: key and ETag in any order, then [#add]. If one of them is missing, it
/// is empty.
public final class PageBuilder {
  /// Room for a key and an ETag of usual length.
  private static final int TEXT_PER_ROW = 80;

  private byte[] text;
  private int[] spans;
  private Kind[] kinds;
  private long[] sizes;
  private long[] modified;
  private String[] classes;
  private int used;
  private int rows;

  /// @param expected rows; there may be more
  public PageBuilder(int expected) {
    text = new byte[expected * TEXT_PER_ROW];
    spans = new int[expected * Page.SPANS];
    kinds = new Kind[expected];
    sizes = new long[expected];
    modified = new long[expected];
    classes = new String[expected];
  }

  /// The key of the row that comes next: bytes `from` to `to`, copied.
  public void key(byte[] bytes, int from, int to) {
    span(Page.KEY_FROM, bytes, from, to);
  }

  /// The ETag of the row that comes next, without quotes: Latin-1, copied.
  public void etag(byte[] bytes, int from, int to) {
    span(Page.ETAG_FROM, bytes, from, to);
  }

  private void span(int column, byte[] bytes, int from, int to) {
    if (rows == kinds.length) growRows();
    int length = to - from;
    if (length > text.length - used) text = Arrays.copyOf(text, 2 * (text.length + length));
    System.arraycopy(bytes, from, text, used, length);
    int at = Page.SPANS * rows + column;
    spans[at] = used;
    used += length;
    spans[at + 1] = used;
  }

  private void growRows() {
    int wanted = Math.max(16, 2 * rows);
    spans = Arrays.copyOf(spans, Page.SPANS * wanted);
    kinds = Arrays.copyOf(kinds, wanted);
    sizes = Arrays.copyOf(sizes, wanted);
    modified = Arrays.copyOf(modified, wanted);
    classes = Arrays.copyOf(classes, wanted);
  }

  /// Ends the row.
  ///
  /// @param storageClass best the same object for rows that are alike
  public void add(Kind kind, long size, long modifiedMillis, String storageClass) {
    if (rows == kinds.length) growRows();
    kinds[rows] = kind;
    sizes[rows] = size;
    modified[rows] = modifiedMillis;
    classes[rows] = storageClass;
    rows++;
  }

  public void add(Entry entry) {
    Key key = entry.key();
    key(key.bytes(), 0, key.length());
    if (!entry.etag().isEmpty()) {
      byte[] etag = entry.etag().getBytes(StandardCharsets.ISO_8859_1);
      etag(etag, 0, etag.length);
    }
    add(entry.kind(), entry.size(), entry.modifiedMillis(), entry.storageClass());
  }

  /// The builder cannot be used after this.
  public Page build() {
    return new Page(new Columns(text, spans, kinds, sizes, modified, classes), rows);
  }
}
