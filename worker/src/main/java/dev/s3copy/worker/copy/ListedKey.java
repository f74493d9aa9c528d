// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.text.UriEncoding;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a server may really call a key that it lists in another form: it forgets to encode a
/// character of a listing that it calls URL-encoded, or lists Unicode in another normal form.
final class ListedKey {
  private ListedKey() {}

  /// @return the key itself first; none where it can have no other form
  static Set<Key> names(Key key) {
    String text = key.utf8();
    Key encoded = encoded(key);
    if (text == null || encoded.equals(key)) return Set.of();
    Set<Key> forms = new LinkedHashSet<>(List.of(key, encoded));
    forms.add(Key.of(text.replace(' ', '+')));
    forms.add(Key.of(Normalizer.normalize(text, Normalizer.Form.NFC)));
    forms.add(Key.of(Normalizer.normalize(text, Normalizer.Form.NFD)));
    return forms;
  }

  private static Key encoded(Key key) {
    StringBuilder text = new StringBuilder();
    UriEncoding.appendPath(text, key.bytes());
    return Key.of(text.toString());
  }
}
