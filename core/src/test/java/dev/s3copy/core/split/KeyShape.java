// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;

/// Key spaces as people make them, and some that nobody should.
@SuppressWarnings("ImmutableEnumChecker")
enum KeyShape {
  FLAT_NUMERIC(n -> i -> text("img-%09d.jpg".formatted(i * 7L))),
  UNPADDED_NUMERIC(n -> i -> text("part-" + i)),
  UUIDS(n -> i -> text(uuid(i))),
  HEX_FAN_OUT(n -> i -> text("%02x/%02x/%s".formatted(mix(i) & 255, mix(i) >>> 8 & 255, uuid(i)))),
  DATE_FOLDERS(
      n ->
          i ->
              text(
                  "logs/%04d/%02d/%02d/%02d/part-%05d.gz"
                      .formatted(
                          2019 + below(i, 6, 1),
                          1 + below(i, 12, 2),
                          1 + below(i, 28, 3),
                          below(i, 24, 4),
                          i % 100_000))),
  HIVE_PARTITIONS(
      n ->
          i ->
              text(
                  "warehouse/sales/year=%d/month=%d/day=%d/%s.parquet"
                      .formatted(
                          2020 + below(i, 5, 1),
                          1 + below(i, 12, 2),
                          1 + below(i, 30, 3),
                          uuid(i)))),
  TENANTS_OF_VERY_DIFFERENT_SIZE(
      n -> {
        SplittableRandom random = new SplittableRandom(5);
        return i -> {
          int tenant = (int) (200 * Math.pow(random.nextDouble(), 4));
          return text("tenant-%s/data/v1/%s.json".formatted(word(tenant), uuid(i)));
        };
      }),
  CASCADE_07(n -> cascade(0.7, false)),
  CASCADE_09(n -> cascade(0.9, false)),
  CASCADE_09_SAME_SIDE(n -> cascade(0.9, true)),
  ONE_GIANT_SHARED_PREFIX(n -> i -> text("very/".repeat(60) + "deep/%08d".formatted(i))),
  NOT_UTF8(
      n -> {
        SplittableRandom random = new SplittableRandom(11);
        return i -> {
          byte[] bytes = new byte[6];
          random.nextBytes(bytes);
          bytes[0] = (byte) (0x80 | bytes[0]);
          return Key.ofBytes(bytes);
        };
      }),
  LAST_BYTES_ONLY(
      n -> i -> Key.ofBytes(new byte[] {'x', 'y', (byte) (i >>> 16), (byte) (i >>> 8), (byte) i})),
  TWO_FIRST_CHARACTERS(
      n -> i -> text((i % 10 == 0 ? "archive/" : "live/") + "%x".formatted(mix(i) >>> 4))),
  ONE_HUGE_FOLDER_AMONG_MANY_SMALL(
      n ->
          i ->
              i % 20 == 0
                  ? text("home/%s/file-%d".formatted(word(below(i, 5000, 1)), i))
                  : text("home/shared/media/%s".formatted(uuid(i)))),
  CYRILLIC_AND_EMOJI(
      n ->
          i ->
              text(
                  new StringBuilder()
                      .appendCodePoint(0x430 + below(i, 32, 1))
                      .appendCodePoint(0x430 + below(i, 32, 2))
                      .append('/')
                      .appendCodePoint(0x1F600 + below(i, 60, 3))
                      .append(i)
                      .toString())),
  TIMESTAMPS_AND_HASH(
      n -> i -> text("events/%d-%s".formatted(1_700_000_000_000L + i * 1013L, word(i)))),
  CAMERA_DUMP(
      n ->
          i ->
              text(
                  "DCIM/%dCANON/IMG_%04d.%s"
                      .formatted(100 + i / 9999, i % 9999, i % 5 == 0 ? "CR2" : "JPG")));

  private final IntFunction<IntFunction<Key>> generator;

  KeyShape(IntFunction<IntFunction<Key>> generator) {
    this.generator = generator;
  }

  List<Key> keys(int count) {
    IntFunction<Key> key = generator.apply(count);
    List<Key> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) keys.add(key.apply(i));
    return keys;
  }

  private static Key text(String text) {
    return Key.of(text);
  }

  /// At every level one half of the space (always the same side, or one drawn for each node) holds
  /// the share p of the keys.
  private static IntFunction<Key> cascade(double p, boolean sameSide) {
    SplittableRandom random = new SplittableRandom(3);
    return i -> {
      long bits = 1;
      for (int level = 0; level < 48; level++) {
        int heavy = sameSide ? 0 : (int) (mix(bits * 31 + level) >>> 7 & 1);
        bits = bits << 1 | (random.nextDouble() < p ? heavy : 1 - heavy);
      }
      return text(HexFormat.of().toHexDigits(bits).substring(4) + "-" + i);
    };
  }

  private static String uuid(int i) {
    return new UUID(mix(i), mix(i + 0x5bd1e995L)).toString();
  }

  private static String word(int i) {
    return Long.toString(mix(i) >>> 1, 36).substring(0, 6);
  }

  private static int below(int i, int bound, int salt) {
    return (int) Math.floorMod(mix(i * 8L + salt), (long) bound);
  }

  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
