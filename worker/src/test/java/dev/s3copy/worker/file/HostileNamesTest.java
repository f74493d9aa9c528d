// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.get;
import static dev.s3copy.worker.file.VolumeFixture.list;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.testkit.HostileKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileNamesTest {
  /// Each tries to leave the root, or to meet another key's file, and must be refused.
  private static final List<String> REFUSED =
      List.of(
          "..",
          ".",
          "../x",
          "../../x",
          "a/../../x",
          "a/..",
          "a/.",
          "a/./x",
          "a/../x",
          "./x",
          "/x",
          "/etc/s3copy",
          "//x",
          "a//x",
          "a//",
          "../outside/x",
          "a/b/../../../outside/x",
          "../root-not/x",
          "nul\0byte",
          "nul/\0",
          "\0",
          "..\0",
          "\0/../x",
          ".../../x",
          ".s3copy-0123456789abcdef-0.part",
          "a/.s3copy-0123456789abcdef-0.part");

  private static final List<String> HELD =
      List.of(
          "...",
          "..../x",
          "..x",
          "x..",
          "a/...",
          ". ",
          " ..",
          "a/ /x",
          "~",
          "~root/x",
          "-rf",
          "*",
          "?",
          "C:\\x",
          "..\\x",
          "..\\..\\x",
          "\\\\server\\x",
          "%2e%2e/x",
          "%2f",
          "a%00b",
          "$HOME",
          "`id`",
          "$(id)",
          ";id",
          "|id",
          "&",
          "'",
          "\"",
          "\n",
          "a\nb",
          "\r\n",
          "\u001b[31m",
          "\t",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u200b",
          "\u202e",
          "\ufeff",
          "\ufffe",
          "\ufffd",
          "\uffff",
          "caf\u00e9",
          "cafe\u0301",
          "\u65e5\u672c/\u8a9e",
          "\ud83d\ude00",
          "\ud834\udd1e/x",
          "\u2024\u2024/x",
          "\u2215etc",
          "\uff0f",
          "\uff0e\uff0e/x",
          "CON",
          "NUL",
          "aux.txt",
          "name.",
          "name ",
          "A",
          "a.",
          "${jndi:ldap:x}",
          "<script>",
          ".git/config",
          ".s3copy-notes.part",
          "lost+found/x",
          "proc/self/root/x",
          "dev/null");

  @TempDir(factory = MemoryTempDir.class)
  Path scratch;

  @Test
  @DisplayName("P-28 P-16 every key is held exactly or refused by name and nothing is outside")
  void everyKeyIsHeldExactlyOrRefusedByNameAndNothingIsOutside() throws IOException {
    Path root = Files.createDirectory(scratch.resolve("root"));
    Files.writeString(scratch.resolve("outside"), "untouched");
    Map<Key, String> held = new TreeMap<>();
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      for (Key key : corpus()) {
        try {
          put(volume, key, "content of " + key);
          held.put(key, "content of " + key);
        } catch (StoreException e) {
          Set<FailureKind> expected =
              EnumSet.of(FailureKind.KEY_NOT_REPRESENTABLE, FailureKind.KEY_COLLISION);
          assertThat(e.failure().kind()).as(key + ": " + e.getMessage()).isIn(expected);
        }
      }
      List<Key> listed = list(volume, Key.EMPTY, 7).stream().map(Entry::key).toList();
      assertThat(listed).containsExactlyElementsOf(held.keySet());
      held.forEach((key, content) -> assertThat(get(volume, key)).isEqualTo(content));
      for (String key : REFUSED) assertThat(held).doesNotContainKey(Key.of(key));
      for (String key : HELD) assertThat(held).containsKey(Key.of(key));
    }
    assertThat(everything(scratch))
        .filteredOn(p -> !p.startsWith("root"))
        .containsExactly("outside");
    assertThat(scratch.resolve("outside")).hasContent("untouched");
  }

  private static List<Key> corpus() {
    List<Key> keys = new ArrayList<>();
    for (String key : REFUSED) keys.add(Key.of(key));
    for (String key : HELD) keys.add(Key.of(key));
    for (int b = 0; b < 256; b++) {
      keys.add(Key.ofBytes(new byte[] {'b', 'y', 't', 'e', (byte) b, 'x'}));
      keys.add(Key.ofBytes(new byte[] {'d', (byte) b, '/', (byte) b}));
    }
    for (int length : new int[] {254, 255, 256, 1024}) keys.add(Key.of("l".repeat(length)));
    keys.add(Key.of("\u00e9".repeat(127)));
    keys.add(Key.of("\u00e9".repeat(128)));
    keys.add(Key.of("deep/".repeat(200) + "x"));
    keys.add(Key.of(("s".repeat(249) + "/").repeat(16) + "x"));
    keys.add(Key.of("deep/".repeat(819) + "x"));
    keys.add(Key.ofBytes("\u00e9".getBytes(StandardCharsets.ISO_8859_1)));
    keys.addAll(HostileKeys.all());
    return keys;
  }
}
