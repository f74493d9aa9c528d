// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.s3copy.api.ByteSize;
import dev.s3copy.api.EncryptionType;
import dev.s3copy.api.ListVersion;
import dev.s3copy.api.Mode;
import dev.s3copy.api.OverwritePolicy;
import dev.s3copy.api.PreserveTags;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.Symlinks;
import dev.s3copy.api.Transfer;
import dev.s3copy.api.UploadChecksum;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;

/// Fills the records of a spec that has passed the schema. Jackson could do it by their
/// annotations, but for each kind of annotation, even one that only the CRD needs, the JVM would
/// make a proxy class at every start.
final class SpecReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.USE_ANNOTATIONS)
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addDeserializer(ByteSize.class, new SizeReader())
                  .addDeserializer(Quantity.class, new Quantity.Deserializer())
                  .addDeserializer(Mode.class, new WordReader<>(Mode.values()))
                  .addDeserializer(Transfer.class, new WordReader<>(Transfer.values()))
                  .addDeserializer(
                      OverwritePolicy.class, new WordReader<>(OverwritePolicy.values()))
                  .addDeserializer(EncryptionType.class, new WordReader<>(EncryptionType.values()))
                  .addDeserializer(UploadChecksum.class, new WordReader<>(UploadChecksum.values()))
                  .addDeserializer(ListVersion.class, new WordReader<>(ListVersion.values()))
                  .addDeserializer(PreserveTags.class, new WordReader<>(PreserveTags.values()))
                  .addDeserializer(Symlinks.class, new WordReader<>(Symlinks.values())))
          .build();

  private SpecReader() {}

  static S3CopySpec read(JsonNode spec) throws JsonProcessingException {
    return JSON.treeToValue(spec, S3CopySpec.class);
  }

  private static final class SizeReader extends JsonDeserializer<ByteSize> {
    @Override
    public ByteSize deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return ByteSize.parse(json.getText());
    }
  }

  /// The API writes `IfNewer` for `IF_NEWER`.
  private static final class WordReader<E extends Enum<E>> extends JsonDeserializer<E> {
    private final E[] values;

    WordReader(E[] values) {
      this.values = values;
    }

    @Override
    public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String word = json.getText();
      for (E value : values) {
        if (value.name().replace("_", "").equalsIgnoreCase(word)) return value;
      }
      throw context.weirdStringException(word, values[0].getDeclaringClass(), "no such value");
    }
  }
}
