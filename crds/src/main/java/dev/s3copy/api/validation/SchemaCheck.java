// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static dev.s3copy.api.validation.Quoted.quote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares a value with the structural schema, in the API server's words.
final class SchemaCheck {
  private final List<Finding> findings = new ArrayList<>();

  private SchemaCheck() {}

  static List<Finding> check(String path, Schema schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck();
    check.node(path, schema, value);
    return check.findings;
  }

  private void node(String path, Schema schema, JsonNode value) {
    if (!hasType(schema, value)) {
      String wanted = schema.isIntOrString() ? "integer,string" : schema.type();
      String found = quote(typeOf(value));
      misleading(
          path,
          "Invalid value: %s: %s in body must be of type %s: %s"
              .formatted(found, path, wanted, found));
    } else if (value.isObject()) {
      object(path, schema, value);
    } else if (value.isArray()) {
      array(path, schema, value);
    } else if (value.isTextual()) {
      text(path, schema, value.textValue());
    } else if (value.isIntegralNumber()) {
      number(path, schema, value);
    }
  }

  private void object(String path, Schema schema, JsonNode value) {
    for (String name : schema.required()) {
      if (!value.has(name)) {
        misleading(child(path, name), "Required value");
      }
    }
    JsonNode most = schema.node().path("maxProperties");
    if (most.isInt() && value.size() > most.intValue()) {
      misleading(path, tooMany(value.size(), most.intValue()));
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String at = child(path, field.getKey());
      schema
          .property(field.getKey())
          .ifPresentOrElse(
              property -> node(at, property, field.getValue()),
              () -> unknown(at, field.getKey(), schema));
    }
  }

  private void unknown(String at, String name, Schema schema) {
    findings.add(
        Finding.harmless(at, "unknown field" + FieldHint.didYouMean(name, schema.propertyNames())));
  }

  private void array(String path, Schema schema, JsonNode value) {
    JsonNode most = schema.node().path("maxItems");
    if (most.isInt() && value.size() > most.intValue()) {
      misleading(path, tooMany(value.size(), most.intValue()));
    }
    for (int i = 0; i < value.size(); i++) {
      node(path + "[" + i + "]", schema.items(), value.path(i));
    }
  }

  private void text(String path, Schema schema, String value) {
    List<String> allowed = schema.allowed();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      misleading(
          path,
          "Unsupported value: "
              + quote(value)
              + ": supported values: "
              + allowed.stream().map(Quoted::quote).collect(Collectors.joining(", ")));
    }
    int length = value.codePointCount(0, value.length());
    JsonNode longest = schema.node().path("maxLength");
    if (longest.isInt() && length > longest.intValue()) {
      misleading(path, "Too long: may not be more than " + longest.intValue() + " bytes");
    }
    JsonNode shortest = schema.node().path("minLength");
    if (shortest.isInt() && length < shortest.intValue()) {
      invalid(path, quote(value), "should be at least " + shortest.intValue() + " chars long");
    }
    JsonNode pattern = schema.node().path("pattern");
    if (pattern.isTextual() && !Pattern.compile(pattern.textValue()).matcher(value).find()) {
      invalid(path, quote(value), "should match '" + pattern.textValue() + "'");
    }
    if (schema.isDateTime() && !isDateTime(value)) {
      misleading(
          path,
          "Invalid value: %s: %s in body must be of type date-time: %s"
              .formatted(quote(value), path, quote(value)));
    }
  }

  private void number(String path, Schema schema, JsonNode value) {
    JsonNode least = schema.node().path("minimum");
    if (least.isNumber() && value.decimalValue().compareTo(least.decimalValue()) < 0) {
      invalid(path, value.asText(), "should be greater than or equal to " + least.asText());
    }
    JsonNode most = schema.node().path("maximum");
    if (most.isNumber() && value.decimalValue().compareTo(most.decimalValue()) > 0) {
      invalid(path, value.asText(), "should be less than or equal to " + most.asText());
    }
  }

  private static boolean hasType(Schema schema, JsonNode value) {
    if (schema.isIntOrString()) {
      return value.isTextual() || (value.isIntegralNumber() && value.canConvertToLong());
    }
    return switch (schema.type()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
      default -> throw new IllegalStateException("schema type " + schema.type());
    };
  }

  /// RFC 3339, which ISO 8601's parser takes except that it also takes times without seconds.
  private static boolean isDateTime(String value) {
    try {
      OffsetDateTime.parse(value);
      return value.matches(".*:\\d\\d:\\d\\d.*");
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void misleading(String path, String message) {
    findings.add(Finding.misleading(path, message));
  }

  private void invalid(String path, String value, String detail) {
    String message = "Invalid value: %s: %s in body %s".formatted(value, path, detail);
    findings.add(Finding.harmless(path, message));
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String tooMany(int found, int most) {
    return "Too many: " + found + ": must have at most " + most + " items";
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }
}
