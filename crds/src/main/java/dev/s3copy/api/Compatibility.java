// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// What a server can do, where that is not to be learnt from its answers.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compatibility(
    @JsonPropertyDescription(
            "What uploaded bodies carry for the server to compare. CRC32C; MD5; None, which asks"
                + " for no checksums of what is read either. Left out: CRC32C, and MD5 from the"
                + " first refusal on.")
        @Nullable UploadChecksum checksum,
    @JsonPropertyDescription(
            "Which request lists the bucket: V1 (ListObjects) or V2 (ListObjectsV2). Left out: V2,"
                + " and V1 where that is not known.")
        @Nullable ListVersion listVersion,
    @Min(1)
        @Max(10_000)
        @JsonPropertyDescription(
            "Most parts of one upload. Parts become larger for it; an object whose parts no memory"
                + " could hold fails by name. Left out: 10000.")
        @Nullable Integer maxParts,
    @JsonPropertyDescription(
            "Whether the server copies parts of objects (UploadPartCopy). false: it copies whole"
                + " ones, of up to 5 GiB. Left out: until it refuses.")
        @Nullable Boolean multipartCopy,
    @JsonPropertyDescription(
            "Whether objects have tags here. false: they are neither read nor written, and nothing"
                + " is said of it. true: a refusal fails the object. Left out: until the server"
                + " refuses them.")
        @Nullable Boolean tags) {}
