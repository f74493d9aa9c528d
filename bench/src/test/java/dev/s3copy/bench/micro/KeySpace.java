// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.listing.PageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A million keys of one shape, listed without a store: key n is computed when it is asked for.
public record KeySpace(Shape shape) implements Listing {
  static final int KEYS = 1_000_000;

  /// How the name of key n looks.
  public enum Shape {
    /// `object-0000000042.bin`
    FLAT("object-0000000000.bin", 16, 16),
    /// `data/00042/00004242.bin`, 100 a folder
    DEEP("data/00000/00000000.bin", 9, 18);

    private final byte[] model;
    private final int folder;
    private final int number;

    Shape(String model, int folder, int number) {
      this.model = model.getBytes(StandardCharsets.US_ASCII);
      this.folder = folder;
      this.number = number;
    }

    byte[] key(int n) {
      byte[] key = model.clone();
      if (folder < number) digits(key, folder, n / FOLDER);
      digits(key, number, n);
      return key;
    }

    private static void digits(byte[] key, int last, int value) {
      for (int at = last, rest = value; rest > 0; at--, rest /= TEN) {
        key[at] = (byte) ('0' + rest % TEN);
      }
    }
  }

  private static final int FOLDER = 100;
  private static final int TEN = 10;

  @Override
  public Page page(Key after, int max) {
    int low = 0;
    int high = KEYS;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(shape.key(middle), after.bytes()) <= 0) low = middle + 1;
      else high = middle;
    }
    return rows(low, Math.min(KEYS, low + max));
  }

  Page rows(int from, int to) {
    PageBuilder page = new PageBuilder(to - from);
    for (int n = from; n < to; n++) {
      byte[] key = shape.key(n);
      page.key(key, 0, key.length);
      page.etag(key, 0, key.length);
      page.add(Entry.Kind.OBJECT, n, n, "STANDARD");
    }
    return page.build();
  }
}
