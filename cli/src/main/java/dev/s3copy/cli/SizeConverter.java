// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.ByteSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Every size that a manifest may name (`268435456`, `64Mi`, `1.5G`), and the same with a `B` at
/// the end (`64MiB`, `500MB`), as people write it.
final class SizeConverter implements ITypeConverter<Long> {
  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,12}(?:[.][0-9]{1,9})?)(|[kMGTPE]|[KMGTPE]i|K(?=B))B?");

  @Override
  public Long convert(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a size such as 64MiB or 1GiB");
    }
    String unit = matcher.group(2).equals("K") ? "k" : matcher.group(2);
    long bytes = ByteSize.parse(matcher.group(1) + unit).bytes();
    if (bytes == Long.MAX_VALUE) {
      throw new TypeConversionException("'" + text + "' is more than any machine has");
    }
    return bytes;
  }
}
