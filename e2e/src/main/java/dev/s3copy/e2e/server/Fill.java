// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.server;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.util.Map;
import java.util.SplittableRandom;

/// Objects that a server begins with, as text: `bucket:prefix:count:bytes`, and `:skewed` where 95
/// % of the keys are to fall into a sliver of the key space.
///
/// Keys are eight hex digits, the same for the same text; the body repeats the key.
record Fill(String bucket, String prefix, int count, int bytes, boolean skewed) {
  private static final String SLIVER = "7777";
  private static final int SPREAD = 20;

  static Fill parse(String text) {
    String[] parts = text.split(":", -1);
    return new Fill(
        parts[0],
        parts[1],
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        parts.length > 4 && parts[4].equals("skewed"));
  }

  void into(EmbeddedS3 server) {
    server.createBucket(bucket);
    SplittableRandom random = new SplittableRandom(count);
    int made = 0;
    while (made < count) {
      String digits = "%016x".formatted(random.nextLong()).substring(0, 12);
      boolean inSliver = skewed && made % SPREAD != 0;
      String key = prefix + (inSliver ? SLIVER + digits.substring(4) : digits);
      if (server.find(bucket, Key.of(key)) != null) continue;
      server.put(bucket, key, body(key), Map.of());
      made++;
    }
  }

  private byte[] body(String key) {
    byte[] body = new byte[bytes];
    for (int i = 0; i < bytes; i++) body[i] = (byte) key.charAt(i % key.length());
    return body;
  }
}
