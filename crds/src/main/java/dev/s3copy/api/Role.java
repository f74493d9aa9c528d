// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// A role that the credentials beside it take on before they are used. The bounds are those of
/// AWS's own API.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.stsEndpoint) ||"
            + " self.stsEndpoint.matches('^https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[[][0-9a-f:.]+[]])(:[0-9]{1,5})?$')",
    fieldPath = ".stsEndpoint",
    message =
        "stsEndpoint must be https://host[:port] or http://host[:port], the host in lower case,"
            + " with no user name before it and no path behind it")
public record Role(
    @Required
        @Size(min = 20, max = 2048)
        @ValidationRule(
            value = "self.matches('^arn:[^ ]+$')",
            message = "arn must be that of a role, such as arn:aws:iam::123456789012:role/copies")
        @JsonPropertyDescription(
            "ARN of the role, such as arn:aws:iam::123456789012:role/copies. MinIO ignores which.")
        String arn,
    @Size(min = 2, max = 1224)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_+=,.@:/-]+$')",
            message = "externalId holds letters, digits and _+=,.@:/- only; take that of the role")
        @JsonPropertyDescription(
            "External id that the role's trust policy asks for. It is no secret.")
        @Nullable String externalId,
    @Size(min = 2, max = 64)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_+=,.@-]+$')",
            message = "sessionName holds letters, digits and _+=,.@- only; choose another")
        @JsonPropertyDescription(
            "What the logs of the role's account call this copy. Left out: s3copy.")
        @Nullable String sessionName,
    @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "Address of the security token service as scheme://host[:port]: for MinIO and Ceph that"
                + " of the S3 server. Left out: that of AWS in the region of the bucket.")
        @Nullable String stsEndpoint) {}
