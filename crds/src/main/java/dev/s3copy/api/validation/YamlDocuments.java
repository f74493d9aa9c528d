// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads YAML as kubectl does: several documents, anchors, no duplicate keys, times as text.
final class YamlDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 100_000;

  /// The largest request that the API server accepts.
  static final int LARGEST_MANIFEST = 3 << 20;

  static List<JsonNode> parse(String text) throws InvalidYamlException {
    try {
      return read(text);
    } catch (YAMLException | IllegalArgumentException e) {
      throw new InvalidYamlException(e);
    }
  }

  private YamlDocuments() {}

  private static List<JsonNode> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(LARGEST_MANIFEST);
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            options,
            new TextualTimes());
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : yaml.loadAll(text)) {
      if (document != null) {
        documents.add(new Unfolding().tree(document, 0));
      }
    }
    return documents;
  }

  /// Makes a tree from the result of the YAML parser. A few aliases can stand for a huge number of
  /// nodes, so depth and number are both bounded.
  private static final class Unfolding {
    private int nodes;

    JsonNode tree(Object value, int depth) {
      if (depth > DEEPEST || nodes++ > MOST_NODES) {
        throw new IllegalArgumentException(
            "anchors or nesting unfold to more than a manifest can hold");
      }
      return switch (value) {
        case Map<?, ?> map -> {
          ObjectNode object = JSON.objectNode();
          map.forEach((key, item) -> object.set(String.valueOf(key), tree(item, depth + 1)));
          yield object;
        }
        case List<?> list -> {
          ArrayNode array = JSON.arrayNode();
          list.forEach(item -> array.add(tree(item, depth + 1)));
          yield array;
        }
        case String text -> JSON.textNode(text);
        case Boolean flag -> JSON.booleanNode(flag);
        case Integer number -> JSON.numberNode(number);
        case null, default -> Others.JSON.valueToTree(value);
      };
    }
  }

  /// For the few values that are no text, boolean or small number. It is loaded only when there is
  /// one.
  private static final class Others {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  private static final class TextualTimes extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first, limit);
      }
    }
  }
}
