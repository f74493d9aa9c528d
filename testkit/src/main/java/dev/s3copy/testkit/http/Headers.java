// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in the order they came. Names are matched without case and kept as written; values
/// are ISO-8859-1, so that they are the bytes of the wire.
public final class Headers {
  public static final Headers NONE = new Headers(List.of());

  public record Field(String name, String value) {}

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<Field> fields() {
    return fields;
  }

  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) return field.value();
    }
    return null;
  }

  public String first(String name, String otherwise) {
    String value = first(name);
    return value == null ? otherwise : value;
  }

  public boolean has(String name) {
    return first(name) != null;
  }

  /// All values of that name, joined as one list.
  public String joined(String name) {
    String found = "";
    boolean any = false;
    for (Field field : fields) {
      if (!field.name().equalsIgnoreCase(name)) continue;
      found = any ? found + "," + field.value() : field.value();
      any = true;
    }
    return found;
  }

  public Headers without(String name) {
    return new Headers(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }

  @Override
  public String toString() {
    return fields.toString();
  }

  /// Gathers fields.
  public static final class Builder {
    private final List<Field> fields = new ArrayList<>(12);

    public Builder add(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    public Builder addAll(Headers headers) {
      fields.addAll(headers.fields);
      return this;
    }

    public Headers build() {
      return new Headers(List.copyOf(fields));
    }
  }
}
