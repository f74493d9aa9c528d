// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A bucket whose name says what is in it: `<layout>-<count>-<size>[-<anything>]`, e.g.
/// `flat-1m-4k` or `deep-20k-mix`. Nothing is stored; keys, sizes and ETags follow from the number.
///
/// Layouts: `flat` = `object-0000000042.bin`, `deep` = `data/0000/00000042.bin` (1 000 a folder),
/// `wide` = `data/00000/00000042.bin` (100 a folder). Count and size take `k` and `m`, decimal for
/// counts, binary for sizes. Size `mix` is mostly 4 KiB with some of 0 B, 1 MiB and 24 MiB; size
/// `spread` is anything from 4 to 64 KiB.
record GeneratedBucket(Layout layout, long count, long size) implements Keyspace {
  enum Layout {
    FLAT,
    DEEP,
    WIDE
  }

  private static final Pattern NAME =
      Pattern.compile("(flat|deep|wide)-(\\d+)([km]?)-(?:(\\d+)([km]?)|(mix|spread))(?:-.*)?");
  private static final long MIXED = -1;
  private static final long SPREAD = -2;

  /// A prime: neighbours differ much, and every size of the range comes up.
  private static final long SPREAD_STRIDE = 7919;

  private static final int PER_DEEP_FOLDER = 1000;
  private static final int PER_WIDE_FOLDER = 100;
  private static final long THOUSAND = 1000;
  private static final long KIBI = 1024;

  /// 2026-01-01T00:00:00Z; object n was last modified n seconds later, wrapping after a day.
  static final long EPOCH = 1_767_225_600L;

  private static final long MAX_PLACE = 10_000_000_000L;
  private static final long DAY = 86_400;
  private static final String ETAG_ZEROS = "00000000000000000000000000000000";

  static @Nullable GeneratedBucket parse(String bucket) {
    Matcher m = NAME.matcher(bucket);
    if (!m.matches()) return null;
    String size = m.group(4);
    long unfixed = "spread".equals(m.group(6)) ? SPREAD : MIXED;
    return new GeneratedBucket(
        Layout.valueOf(m.group(1).toUpperCase(Locale.ROOT)),
        Long.parseLong(m.group(2)) * unit(m.group(3), THOUSAND),
        size == null ? unfixed : Long.parseLong(size) * unit(m.group(5), KIBI));
  }

  private static long unit(String letter, long base) {
    return switch (letter) {
      case "k" -> base;
      case "m" -> base * base;
      default -> 1;
    };
  }

  @Override
  public @Nullable Item ceiling(String from) {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (key(middle).compareTo(from) < 0) low = middle + 1;
      else high = middle;
    }
    return low == count ? null : item(low);
  }

  @Override
  public @Nullable Item next(Item item) {
    return item.number() + 1 == count ? null : item(item.number() + 1);
  }

  @Override
  public @Nullable Item find(String key) {
    long number = numberIn(key);
    return number >= 0 && number < count && key(number).equals(key) ? item(number) : null;
  }

  /// The number that the digits before the last dot make, or -1 where there are none.
  static long numberIn(String key) {
    int dot = key.lastIndexOf('.');
    long number = 0;
    long place = 1;
    int i = dot - 1;
    for (; i >= 0 && place < MAX_PLACE; i--) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) break;
      number += digit * place;
      place *= 10;
    }
    return i < dot - 1 ? number : -1;
  }

  Item item(long number) {
    return new Item(key(number), number, sizeOf(number), etag(number), EPOCH + number % DAY);
  }

  String key(long number) {
    return switch (layout) {
      case FLAT -> "object-" + digits(number, 10) + ".bin";
      case DEEP -> inFolder(digits(number / PER_DEEP_FOLDER, 4), number);
      case WIDE -> inFolder(digits(number / PER_WIDE_FOLDER, 5), number);
    };
  }

  private static String inFolder(String folder, long number) {
    return "data/" + folder + "/" + digits(number, 8) + ".bin";
  }

  long sizeOf(long number) {
    if (size >= 0) return size;
    if (size == SPREAD) return 4 * KIBI + number * SPREAD_STRIDE % (60 * KIBI + 1);
    if (number % 1000 == 500) return 24 * KIBI * KIBI;
    if (number % 100 == 50) return KIBI * KIBI + number;
    return number % 100 == 0 ? 0 : 4 * KIBI + number % 100;
  }

  /// Shaped like the ETag of a multipart upload, so that no client takes it for an MD5.
  static String etag(long number) {
    String hex = Long.toHexString((number + 1) * 0x9E3779B97F4A7C15L);
    return "\"" + ETAG_ZEROS.substring(hex.length()) + hex + "-1\"";
  }

  private static String digits(long number, int width) {
    String digits = Long.toString(number);
    return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
  }

  @Override
  public String toString() {
    String bytes = size < 0 ? "mixed sizes" : size + " bytes each";
    return String.format(Locale.ROOT, "%d keys, %s", count, bytes);
  }
}
