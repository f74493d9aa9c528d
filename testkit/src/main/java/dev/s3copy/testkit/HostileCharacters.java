// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.util.List;
import java.util.Map;

/// Keys with characters that URLs, XML, logs or Unicode treat as special.
final class HostileCharacters {
  private HostileCharacters() {}

  static List<HostileKey> keys() {
    Map<String, String> all = HostileKeys.reasons();
    controls(all);
    urls(all);
    documents(all);
    logs(all);
    spaces(all);
    invisible(all);
    order(all);
    return HostileKeys.list(all);
  }

  private static void controls(Map<String, String> all) {
    for (char c = 0; c < 0x20; c++) {
      String why =
          c == 0 ? "NUL ends a C string" : "no character of XML 1.0, or changed by its parser";
      all.put("control" + c + "x", why);
    }
    HostileKeys.add(all, "DEL and C1 controls", "\u007f", "a\u0080b", "a\u0085b", "a\u009fb");
    HostileKeys.add(all, "nothing but a control character", "\u0001", "\n", "\r", "\t");
  }

  private static void urls(Map<String, String> all) {
    for (char c : " !\"#$%&'()*+,:;<=>?@[]^`{|}~".toCharArray()) {
      all.put("url" + c + "x", "special in URLs, forms or signatures");
    }
    HostileKeys.add(
        all, "decoded twice it is another key", "%25", "%2F", "a%20b", "a%2Bb", "%00", "%41");
    HostileKeys.add(all, "no valid escape", "%", "%%", "%zz", "%4", "%u0041");
    HostileKeys.add(all, "a space or a plus", "a+b", "a b", "+", "a+ b");
    HostileKeys.add(
        all, "looks like a query", "?versionId=null", "?uploads", "?acl", "a?b=c", "a&b=c", "#top");
    HostileKeys.add(all, "looks like a signed part", "x-amz-copy-source", "AWS4-HMAC-SHA256");
  }

  private static void documents(Map<String, String> all) {
    HostileKeys.add(all, "markup to XML", "<", ">", "&", "&amp;", "&lt;a&gt;", "&#10;", "&#x1;");
    HostileKeys.add(
        all, "closes its element", "</Key>", "<Key>x</Key>", "]]>", "<!--", "<![CDATA[x]]>");
    HostileKeys.add(
        all, "quotes in JSON and in headers", "\"", "'", "a\"b", "\\\"", "\\u0041", "\\n");
    HostileKeys.add(all, "no character of XML", "\ufffe", "\uffff", "a\ufffeb", "\ud83f\udffe");
    HostileKeys.add(all, "a formula to spreadsheets", "=1+1", "@SUM(1)", "a,b", "a;b,\"c\"");
  }

  private static void logs(Map<String, String> all) {
    HostileKeys.add(
        all, "forges a line of a log", "a\nINFO all copied", "a\r\nb", "\r\nX-Injected: 1");
    HostileKeys.add(all, "drives the terminal", "\u001b[31mred", "\u001b]0;title\u0007", "a\bb");
    HostileKeys.add(all, "turns the text around", "\u202egpj.exe", "a\u2066b\u2069");
  }

  private static void spaces(Map<String, String> all) {
    HostileKeys.add(all, "space where people trim", " ", "  ", " a", "b ", " /x", "x/ ", "a  b");
    HostileKeys.add(
        all, "space of another kind", "\u00a0", "a\u2003b", "\u3000", "a\u2028b", "a\u2029b");
  }

  private static void invisible(Map<String, String> all) {
    HostileKeys.add(all, "byte order mark, which decoders swallow", "\ufeff", "\ufeffa", "a\ufeff");
    HostileKeys.add(all, "nothing to see", "\u200b", "a\u200bb", "a\u00adb", "a\u200db");
    HostileKeys.add(
        all, "looks like a dot or a slash", "\uff0e\uff0e\uff0fx", "\u2024\u2024/x", "a\u2215b");
    HostileKeys.add(
        all, "marks stacked on one letter", "e\u0301\u0323\u0327", "\u0301", "a/\u0301");
    HostileKeys.add(
        all,
        "one sign made of many",
        "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
        "\ud83d\udc69\ud83c\udffd");
    HostileKeys.add(
        all, "not Latin", "\u65e5\u672c\u8a9e/\u30ad\u30fc", "\u0645\u0644\u0641", "\u05d0\u05d1");
  }

  private static void order(Map<String, String> all) {
    HostileKeys.add(
        all,
        "UTF-16 sorts it elsewhere than UTF-8",
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\ud800\udc00",
        "\ud83d\ude00",
        "\udbff\udfff");
  }
}
