// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Objects below one prefix of one bucket.
///
/// @param pathStyle null means: path style exactly where an endpoint is given
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.endpoint) || !self.endpoint.contains('@')",
    fieldPath = ".endpoint",
    message =
        "endpoint must not carry a user name or password; put them into a Secret and name it in"
            + " credentials.secretName")
@ValidationRule(
    value =
        "!has(self.endpoint) || (self.endpoint.startsWith('https://') ||"
            + " self.endpoint.startsWith('http://'))",
    fieldPath = ".endpoint",
    message = "endpoint must begin with https:// or http://")
@ValidationRule(
    value =
        "!has(self.endpoint) || !self.endpoint.matches('^https?://') ||"
            + " self.endpoint.matches('^https?://[^?#]*[^?#/]$')",
    fieldPath = ".endpoint",
    message =
        "endpoint must be scheme://host[:port], with a path only where the server has one: remove"
            + " query, fragment or final slash")
@ValidationRule(
    value =
        "!has(self.endpoint) || !self.endpoint.matches('^https?://') ||"
            + " self.endpoint.matches('^https?://([^/?#]*@)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[[][0-9a-f:.]+[]])(:[0-9]{1,5})?([/?#].*)?$')",
    fieldPath = ".endpoint",
    message =
        "endpoint must name a host (lower case) or [IPv6] address, and a port in digits if any")
@ValidationRule(
    value =
        "!has(self.clientCertificate) || !has(self.endpoint) || !self.endpoint.startsWith('http:')",
    fieldPath = ".clientCertificate",
    message =
        "clientCertificate is shown over TLS only; begin endpoint with https://, or remove"
            + " clientCertificate")
@ValidationRule(
    value =
        "!has(self.sse) || self.sse.type != 'C' || !has(self.endpoint) ||"
            + " !self.endpoint.startsWith('http:') ||"
            + " self.endpoint.matches('^http://(localhost|127[.][0-9.]+|[[]::1[]])(:|/|$)')",
    fieldPath = ".sse",
    message =
        "sse of type C sends the key with every request, and endpoint is not encrypted; begin it"
            + " with https://")
@ValidationRule(
    value =
        "!has(self.requesterPays) || !self.requesterPays || !has(self.credentials) ||"
            + " !has(self.credentials.anonymous)",
    fieldPath = ".requesterPays",
    message =
        "nobody can pay for requests that are unsigned; name credentials, or remove requesterPays")
@ValidationRule(
    value =
        "self.bucket.startsWith('arn:') ||"
            + " self.bucket.matches('^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$') || (has(self.endpoint) &&"
            + " (!has(self.pathStyle) || self.pathStyle))",
    fieldPath = ".bucket",
    message =
        "bucket must have 3 to 63 lower-case letters, digits, dots and hyphens, and begin and end"
            + " with a letter or digit; only a server named by endpoint, in path style, may have"
            + " other names")
@ValidationRule(
    value = "!self.bucket.endsWith('--x-s3')",
    fieldPath = ".bucket",
    message =
        "bucket is a directory bucket of S3 Express, which lists in no order; s3copy needs an"
            + " ordered listing, so use a general purpose bucket")
public record S3Location(
    @Required
        @Size(min = 1, max = 255)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9][A-Za-z0-9._:-]*$') && !self.startsWith('arn:')",
            message =
                "bucket must be a bucket name: letters, digits, dots, hyphens, underscores and a"
                    + " colon behind a tenant (no s3:// and no ARN)")
        @ValidationRule(
            value = "!self.contains('..')",
            message = "bucket must not contain two dots in a row; check the name")
        @ValidationRule(
            value = "!self.matches('^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$')",
            message =
                "bucket must not be an IP address; the server's address belongs into endpoint")
        @JsonPropertyDescription("Name of the bucket.")
        String bucket,
    @Default("")
        @Size(max = Rules.KEY_LENGTH)
        @ValidationRule(
            value = "size(bytes(self)) <= 1024",
            message =
                "prefix is longer than 1024 bytes of UTF-8, the longest key S3 has; shorten it")
        @ValidationRule(
            value = "!self.contains('\\u0000')",
            message = "prefix contains a NUL character; remove it")
        @JsonPropertyDescription(
            "What the keys begin with. Taken as it is: data also covers data-old/x, data/ does not."
                + " The rest of the key after the prefix is what select matches and what is added"
                + " to the destination's prefix or path.")
        String prefix,
    @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z0-9_-]+$")
        @JsonPropertyDescription(
            "Region of the bucket, such as eu-west-1. Left out: AWS_REGION, in a local run also"
                + " AWS_DEFAULT_REGION and the profile's region, and us-east-1 where none is set.")
        @Nullable String region,
    @Size(min = 1, max = 512)
        @JsonPropertyDescription(
            "Address of the S3 server as scheme://host[:port], with a path if it has one, such as"
                + " https://minio.example.com:9000. Left out: AWS in the given region; in a local"
                + " run the AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or endpoint_url of this machine"
                + " first.")
        @Nullable String endpoint,
    @JsonPropertyDescription(
            "Whether the bucket stands in the path (https://host/bucket/key) and not in the host"
                + " name. Left out: true where endpoint is set, else false.")
        @Nullable Boolean pathStyle,
    @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_.-]+$')",
            message =
                "storageClass must be the name of a class, such as STANDARD_IA: letters, digits,"
                    + " dots, hyphens and underscores")
        @JsonPropertyDescription(
            "Storage class of everything that is written here, such as STANDARD_IA; any class that"
                + " the server knows. Left out: the server's default. An object that is there and"
                + " the same keeps its class.")
        @Nullable String storageClass,
    @JsonPropertyDescription(
            "How the server encrypts what is written here; for a source, the key that reads it"
                + " (type C). Left out: as the bucket says.")
        @Nullable Encryption sse,
    @JsonPropertyDescription(
            "Whether requests say that the account of the credentials pays for them, as a bucket"
                + " asks whose owner does not (requester pays). A server-side copy says so where"
                + " either side does. Left out: false.")
        @Nullable Boolean requesterPays,
    @Size(min = 12, max = 12)
        @ValidationRule(
            value = "self.matches('^[0-9]{12}$')",
            message =
                "expectedBucketOwner must be the 12 digits of an AWS account, in quotes, such as"
                    + " \"123456789012\"")
        @JsonPropertyDescription(
            "AWS account that the bucket must belong to. Requests to a bucket of another owner are"
                + " refused. Left out: any.")
        @Nullable String expectedBucketOwner,
    @JsonPropertyDescription(
            "What the server can do, for servers whose answers mislead. Left out: learnt at the"
                + " first refusal.")
        @Nullable Compatibility compatibility,
    @JsonPropertyDescription(
            "Where the access key comes from. Left out: the standard AWS chain of the worker"
                + " (environment, profile, pod identity).")
        @Nullable Credentials credentials,
    @JsonPropertyDescription(
            "Certificate authority to trust for this endpoint, in addition to the well-known ones.")
        @Nullable CaBundle caBundle,
    @JsonPropertyDescription(
            "Certificate to show to a server that asks for one (mutual TLS). Read when a worker"
                + " starts.")
        @Nullable ClientCertificate clientCertificate) {

  public S3Location {
    prefix = requireNonNullElse(prefix, "");
  }
}
