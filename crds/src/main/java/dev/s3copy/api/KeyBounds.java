// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Keys greater than `after` up to and including `until`, after the prefix was removed.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.after) || has(self.until)",
    message = "set after, until or both; remove keyRange to select every key")
@ValidationRule(
    value = "!has(self.after) || !has(self.until) || bytes(self.after) < bytes(self.until)",
    fieldPath = ".after",
    message =
        "after is not before until (in bytes of UTF-8), so nothing would be selected; exchange"
            + " them")
public record KeyBounds(
    @Size(min = 1, max = Rules.KEY_LENGTH)
        @JsonPropertyDescription("Keys up to and including this one are left out.")
        @Nullable String after,
    @Size(min = 1, max = Rules.KEY_LENGTH)
        @JsonPropertyDescription("The last key selected; it need not exist.")
        @Nullable String until) {}
