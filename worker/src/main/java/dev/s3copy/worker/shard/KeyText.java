// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import dev.s3copy.core.key.Key;
import java.util.Base64;

/// Keys as text that survives JSON: the text itself where it is valid UTF-8, else `base64:` and the
/// bytes.
///
/// A key that itself begins with `base64:` is encoded too, so the mapping can be undone.
public final class KeyText {
  private static final String BASE64 = "base64:";

  private KeyText() {}

  public static String encode(Key key) {
    String text = key.utf8();
    if (text != null && !text.startsWith(BASE64)) return text;
    return BASE64 + Base64.getEncoder().encodeToString(key.bytes());
  }

  public static Key decode(String text) {
    if (!text.startsWith(BASE64)) return Key.of(text);
    return Key.ofBytes(Base64.getDecoder().decode(text.substring(BASE64.length())));
  }
}
