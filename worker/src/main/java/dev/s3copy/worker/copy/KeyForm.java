// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import java.util.EnumSet;
import java.util.Set;

/// What is odd about a key: servers are known that store such a key under another name.
enum KeyForm {
  /// `/a`
  LEADING_SLASH("/", ""),
  /// `a//b`
  EMPTY_SEGMENT("", "//a"),
  /// `a/../b`, `a/./b`
  DOT_SEGMENT("", "/./a"),
  /// `a\b`
  BACKSLASH("", "\\a"),
  CONTROL_CHARACTER("", "\u0001a"),
  /// `a/`, which stands for a folder in many tools
  FOLDER_MARKER("", "/");

  private static final byte SPACE = 0x20;
  private static final byte DELETE = 0x7f;

  private final String before;
  private final String behind;

  KeyForm(String before, String behind) {
    this.before = before;
    this.behind = behind;
  }

  /// A key of this form that nobody uses.
  ///
  /// @param prefix of all keys of the copy
  Key example(Key prefix, String name) {
    boolean begun = prefix.startsWith(Key.of("/"));
    return Key.of(begun ? "" : before).append(prefix).append(Key.of(name + behind));
  }

  static Set<KeyForm> of(Key key) {
    byte[] bytes = key.bytes();
    Set<KeyForm> forms = EnumSet.noneOf(KeyForm.class);
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] == '\\') forms.add(BACKSLASH);
      if (i < bytes.length && isControl(bytes[i])) forms.add(CONTROL_CHARACTER);
      if (i < bytes.length && bytes[i] != '/') continue;
      if (i == 0 && bytes.length > 0) forms.add(LEADING_SLASH);
      else if (i == start && i < bytes.length) forms.add(EMPTY_SEGMENT);
      if (isDots(bytes, start, i)) forms.add(DOT_SEGMENT);
      start = i + 1;
    }
    if (bytes.length > 1 && bytes[bytes.length - 1] == '/') forms.add(FOLDER_MARKER);
    return forms;
  }

  private static boolean isControl(byte b) {
    return (b >= 0 && b < SPACE) || b == DELETE;
  }

  private static boolean isDots(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 2) return false;
    return bytes[from] == '.' && bytes[to - 1] == '.';
  }
}
