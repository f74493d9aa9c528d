// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which objects a copy is about. Patterns and bounds look at the key after the source's prefix was
/// removed.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.minSize) || !has(self.maxSize) ||"
            + " quantity(string(self.minSize)).compareTo(quantity(string(self.maxSize))) <= 0",
    fieldPath = ".minSize",
    message = "minSize is larger than maxSize, so nothing would be selected; exchange them")
@ValidationRule(
    value =
        "!has(self.modifiedAfter) || !has(self.modifiedBefore) || self.modifiedAfter <"
            + " self.modifiedBefore",
    fieldPath = ".modifiedAfter",
    message =
        "modifiedAfter is not before modifiedBefore, so nothing would be selected; exchange them")
public record Select(
    @Size(max = Rules.PATTERNS)
        @ValidationRule(value = Rules.NO_LEADING_SLASH, message = Rules.NO_LEADING_SLASH_MESSAGE)
        @ValidationRule(value = Rules.CLOSED_GLOBS, message = Rules.CLOSED_GLOBS_MESSAGE)
        @JsonPropertyDescription(
            "Globs of which a key must match at least one: * and ? do not cross a /, ** does, [a-z]"
                + " is a character of a range, {a,b} one of several, \\ takes the next character as"
                + " it is. Matched against the whole key after the prefix. Left out: every key.")
        List<@Size(min = 1, max = Rules.KEY_LENGTH) String> include,
    @Size(max = Rules.PATTERNS)
        @ValidationRule(value = Rules.NO_LEADING_SLASH, message = Rules.NO_LEADING_SLASH_MESSAGE)
        @ValidationRule(value = Rules.CLOSED_GLOBS, message = Rules.CLOSED_GLOBS_MESSAGE)
        @JsonPropertyDescription("Globs of which a key must match none; stronger than include.")
        List<@Size(min = 1, max = Rules.KEY_LENGTH) String> exclude,
    @JsonPropertyDescription("Part of the key space, in the order S3 lists it (bytes of UTF-8).")
        @Nullable KeyBounds keyRange,
    @SchemaFrom(type = IntOrString.class)
        @Min(0)
        @JsonPropertyDescription("Smallest size selected, in bytes or as a quantity such as 10Mi.")
        @Nullable ByteSize minSize,
    @SchemaFrom(type = IntOrString.class)
        @Min(0)
        @JsonPropertyDescription("Largest size selected, in bytes or as a quantity such as 5Gi.")
        @Nullable ByteSize maxSize,
    @JsonPropertyDescription(
            "Only objects last modified after this time (RFC 3339, such as 2026-01-31T00:00:00Z).")
        @Nullable Instant modifiedAfter,
    @JsonPropertyDescription("Only objects last modified before this time (RFC 3339).")
        @Nullable Instant modifiedBefore) {
  public static final Select ALL = new Select(List.of(), List.of(), null, null, null, null, null);

  public Select {
    include = List.copyOf(requireNonNullElse(include, List.of()));
    exclude = List.copyOf(requireNonNullElse(exclude, List.of()));
  }
}
