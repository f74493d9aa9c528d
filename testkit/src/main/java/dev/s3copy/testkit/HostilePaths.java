// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.util.List;
import java.util.Map;

/// Keys that mean something else, or something outside, once they are taken for paths.
final class HostilePaths {
  private HostilePaths() {}

  static List<HostileKey> keys() {
    Map<String, String> all = HostileKeys.reasons();
    dots(all);
    slashes(all);
    clashes(all);
    otherSystems(all);
    commands(all);
    return HostileKeys.list(all);
  }

  private static void dots(Map<String, String> all) {
    HostileKeys.add(all, "names the folder above", "..", "../outside", "a/..", "a/../b");
    HostileKeys.add(all, "climbs out of the root", "../../../../etc/passwd", "a/../../outside");
    HostileKeys.add(
        all, "a URI parser removes the dots", ".", "./a", "a/.", "a/./b", "/../x", "/./x");
    HostileKeys.add(all, "a filter that removes ../ once makes one", "....//x", "..././x");
    HostileKeys.add(all, "three dots are a plain name", "...", ".../x");
    HostileKeys.add(all, "path parameters cut at the semicolon", "..;/x", "a;v=1/b");
    HostileKeys.add(all, "climbs once decoded", "%2e%2e/x", "..%2fx", "%2e%2e%2fx", "..%252fx");
    HostileKeys.add(all, "hidden by a leading dot", ".hidden", ".git/config", "a/.b");
  }

  private static void slashes(Map<String, String> all) {
    HostileKeys.add(all, "absolute as a path", "/a", "/etc/passwd", "/");
    HostileKeys.add(
        all, "an empty segment, which paths drop", "//", "///", "a//b", "//a", "a//", "a///b");
    HostileKeys.add(all, "taken for a host by URI parsers", "//host/x", "//127.0.0.1/x");
    HostileKeys.add(all, "ends in a slash and has a body", "folder/", "a/b/", "empty//");
    HostileKeys.add(
        all, "a URI inside a key", "http://host/x", "s3://bucket/key", "file:///etc/passwd");
  }

  private static void clashes(Map<String, String> all) {
    HostileKeys.add(
        all,
        "file and folder of one name",
        "clash",
        "clash/",
        "clash/child",
        "clash/child/grandchild",
        "clash//child");
    HostileKeys.add(all, "one name where case folds", "Case", "case", "CASE", "dir/X", "DIR/x");
    HostileKeys.add(all, "one name in NFC and in NFD", "caf\u00e9", "cafe\u0301");
    HostileKeys.add(all, "one name in Hangul syllables and in jamo", "\uac00", "\u1100\u1161");
    HostileKeys.add(
        all,
        "folds to others' names",
        "stra\u00dfe",
        "strasse",
        "\u212a",
        "k",
        "\u0130",
        "i\u0307",
        "\u0131");
    HostileKeys.add(
        all, "sorts between a folder and its content", "a-b", "a.b", "a/b", "a0", "a", "a!", "a/!");
    HostileKeys.add(
        all,
        "like names that copy tools use for themselves",
        ".part",
        "a.part",
        ".s3copy",
        ".s3copy/checkpoint",
        "a.s3copy-part",
        "x.tmp",
        "lost+found/x");
  }

  private static void otherSystems(Map<String, String> all) {
    HostileKeys.add(
        all, "separates folders on Windows", "..\\x", "a\\b", "\\", "\\\\server\\share");
    HostileKeys.add(all, "a drive on Windows", "C:", "C:\\x", "C:/x");
    HostileKeys.add(all, "a device on Windows", "con", "NUL", "aux.txt", "com1", "dir/PRN");
    HostileKeys.add(all, "Windows drops the end", "a.", "a ", "dir./x", "dir /x");
    HostileKeys.add(all, "an alternate stream on NTFS", "a:b", "a:$DATA");
  }

  private static void commands(Map<String, String> all) {
    HostileKeys.add(all, "an option to a command", "-", "-rf", "--help", "-la/x");
    HostileKeys.add(
        all, "expanded by a shell", "~", "~/x", "$HOME/x", "$(id)", "`id`", "${IFS}", "a;b");
    HostileKeys.add(all, "a pattern to globs", "*", "?", "[a]", "{a,b}", "a*b", "**/x", "!x");
    HostileKeys.add(all, "a lookup to loggers", "${jndi:ldap://127.0.0.1/x}", "%s%n%x", "{}");
    HostileKeys.add(all, "null to scripts", "null", "undefined", "0", "false", "NaN");
  }
}
