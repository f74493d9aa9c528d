// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.listing.PageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads what is inside the `Contents` elements of a LIST answer.
final class ContentsReader {
  /// An element that is read, and the bytes of its tags.
  private enum Leaf {
    KEY("Key"),
    MODIFIED("LastModified"),
    ETAG("ETag"),
    SIZE("Size"),
    STORAGE_CLASS("StorageClass");

    final byte[] name;
    final byte[] open;
    final int closeLength;

    Leaf(String name) {
      this.name = ascii(name);
      this.open = ascii(name + '>');
      this.closeLength = "</>".length() + name.length();
    }
  }

  private static final Leaf[] LEAVES = Leaf.values();
  private static final byte[] QUOTE = ascii("&quot;");
  private static final long NO_SIZE = ListPage.NO_SIZE;

  /// `2013-05-24T00:00:00.000Z`
  private static final int USUAL_DATE = 24;

  /// The bytes that an object with its tags takes in a usual answer. It gives a first guess of how
  /// many objects there are.
  private static final int BYTES_PER_OBJECT = 230;

  private final byte[] in;
  private final int length;
  private final boolean urlEncoded;
  private final PageBuilder page;
  private long size;
  private long modified;
  private String storageClass = "";
  private String lastClass = "";

  ContentsReader(byte[] in, int length, boolean urlEncoded) {
    this.in = in;
    this.length = length;
    this.urlEncoded = urlEncoded;
    this.page = new PageBuilder(length / BYTES_PER_OBJECT + 1);
  }

  void begin() {
    size = NO_SIZE;
    modified = 0;
    storageClass = "";
  }

  void end() {
    page.add(Entry.Kind.OBJECT, size, modified, storageClass);
  }

  Page page() {
    return page.build();
  }

  /// Reads an element whose tags have the usual form.
  ///
  /// @param name where the name of its tag begins
  /// @return where it ends, or `name` if it is no such element
  int leaf(int name) {
    if (name + 1 >= length) return name;
    @Nullable Leaf leaf =
        switch (in[name]) {
          case 'K' -> Leaf.KEY;
          case 'L' -> Leaf.MODIFIED;
          case 'E' -> Leaf.ETAG;
          case 'S' -> in[name + 1] == 'i' ? Leaf.SIZE : Leaf.STORAGE_CLASS;
          default -> null;
        };
    if (leaf == null || !at(name, leaf.open)) return name;
    int stop = value(leaf, name + leaf.open.length);
    int close = stop + leaf.closeLength;
    // After the text of an element only its own end can begin with `</`.
    return close <= length && in[stop + 1] == '/' && in[close - 1] == '>' ? close : stop;
  }

  /// Reads an element by the name between `name` and `end` whose text begins at `text`.
  void leaf(int name, int end, int text) {
    for (Leaf leaf : LEAVES) {
      if (Arrays.equals(in, name, end, leaf.name, 0, leaf.name.length)) value(leaf, text);
    }
  }

  private int value(Leaf leaf, int from) {
    return switch (leaf) {
      case KEY -> key(from);
      case MODIFIED -> modified(from);
      case ETAG -> etag(from);
      case SIZE -> size(from);
      case STORAGE_CLASS -> storageClass(from);
    };
  }

  private int key(int from) {
    boolean plain = true;
    int i = from;
    for (; i < length; i++) {
      byte b = in[i];
      if (b == '<') break;
      plain &= b != '%' && b != '&' && b != '+';
    }
    if (plain) {
      page.key(in, from, i);
    } else {
      byte[] key = ListValues.key(in, from, i, urlEncoded);
      page.key(key, 0, key.length);
    }
    return i;
  }

  private int modified(int from) {
    int usual = from + USUAL_DATE;
    int stop = usual < length && in[usual] == '<' ? usual : textEnd(from);
    modified = ListDates.millis(in, from, stop);
    return stop;
  }

  private int etag(int from) {
    int references = 0;
    int stop = from;
    for (; stop < length; stop++) {
      byte b = in[stop];
      if (b == '<') break;
      if (b == '&') references++;
    }
    int last = stop - QUOTE.length;
    if (references == 2 && from < last && at(from, QUOTE) && at(last, QUOTE)) {
      page.etag(in, from + QUOTE.length, last);
    } else {
      byte[] etag = ListValues.etag(in, from, stop).getBytes(StandardCharsets.ISO_8859_1);
      page.etag(etag, 0, etag.length);
    }
    return stop;
  }

  private int size(int from) {
    int stop = textEnd(from);
    size = ListValues.number(in, from, stop);
    return stop;
  }

  /// Nearly always the same as for the object before; then no new string is made.
  private int storageClass(int from) {
    int stop = textEnd(from);
    int n = stop - from;
    boolean same = n == lastClass.length();
    for (int i = 0; same && i < n; i++) same = in[from + i] == lastClass.charAt(i);
    if (!same) lastClass = new String(in, from, n, StandardCharsets.ISO_8859_1);
    storageClass = lastClass;
    return stop;
  }

  private int textEnd(int from) {
    int i = from;
    while (i < length && in[i] != '<') i++;
    return i;
  }

  private boolean at(int from, byte[] text) {
    int to = from + text.length;
    return to <= length && Arrays.equals(in, from, to, text, 0, text.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
