// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decoded query string. Values are bytes: a prefix need not be valid UTF-8.
public final class Query {
  record Parameter(String name, Key value) {}

  private static final Query NONE = new Query(List.of());

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  static Query parse(String raw) {
    if (raw.isEmpty()) return NONE;
    List<Parameter> parameters = new ArrayList<>();
    for (int from = 0; from <= raw.length(); ) {
      int end = raw.indexOf('&', from);
      if (end < 0) end = raw.length();
      if (end > from) parameters.add(parameter(raw.substring(from, end)));
      from = end + 1;
    }
    return new Query(parameters);
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return new Parameter(
        new String(PercentCoding.decode(name, true), StandardCharsets.ISO_8859_1),
        Key.ofBytes(PercentCoding.decode(value, true)));
  }

  List<Parameter> parameters() {
    return parameters;
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  public @Nullable String text(String name) {
    Key value = find(name);
    return value == null ? null : new String(value.bytes(), StandardCharsets.UTF_8);
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  Key key(String name) {
    Key value = find(name);
    return value == null ? Key.EMPTY : value;
  }

  private @Nullable Key find(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) return parameter.value();
    }
    return null;
  }
}
