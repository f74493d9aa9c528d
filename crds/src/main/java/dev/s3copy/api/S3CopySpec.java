// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// What to copy, from where to where, and how often to try.
///
/// Defaults are written twice, for the API server (`@Default`) and for records built in code (the
/// compact constructors); a test holds them equal.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!(has(self.source.volume) && has(self.destination.volume))",
    fieldPath = ".destination",
    message =
        "source and destination are both volumes; make one of them s3 (a volume is copied to a"
            + " volume by way of a bucket)")
@ValidationRule(
    value = "self.mode != 'Inventory' || self.preserve.tags == 'BestEffort'",
    fieldPath = ".preserve.tags",
    message = "mode Inventory copies no tags; remove preserve.tags, or set mode: Copy")
@ValidationRule(
    value = "self.preserve.tags != 'Required' || !has(self.destination.volume)",
    fieldPath = ".preserve.tags",
    message =
        "a volume cannot keep tags, so no object could be restored with preserve.tags Required;"
            + " remove it, or set Drop")
@ValidationRule(
    value = Rules.TAGS_POSSIBLE,
    fieldPath = ".preserve.tags",
    message =
        "tags are required, and compatibility.tags says that there are none; remove one of the two")
@ValidationRule(
    value = "!has(self.source.s3) || !has(self.source.s3.sse) || self.source.s3.sse.type == 'C'",
    fieldPath = ".source.s3.sse",
    message =
        "the server decrypts what is read by itself, unless sse is of type C; remove it, or move it"
            + " to destination.s3")
@ValidationRule(
    value = "!has(self.source.s3) || !has(self.source.s3.storageClass)",
    fieldPath = ".source.s3.storageClass",
    message =
        "storageClass is for what is written: move it to destination.s3 (or report.s3); to select"
            + " by class is not possible")
@ValidationRule(
    value = Rules.DESTINATION_OUTSIDE_SOURCE,
    fieldPath = ".destination",
    message =
        "destination overlaps source: the copy would list what it writes; use another bucket, or"
            + " prefixes of which neither begins with the other")
@ValidationRule(
    value = Rules.INVENTORY_OUTSIDE_SOURCE,
    fieldPath = ".destination",
    message =
        "the inventory would be written below the prefix it lists; use another bucket or a prefix"
            + " outside the source")
@ValidationRule(
    value = Rules.REPORT_OUTSIDE_SOURCE_BUCKET,
    fieldPath = ".report",
    message =
        "the report would be written below the source and be copied itself; use another bucket, or"
            + " a prefix outside the source")
@ValidationRule(
    value = Rules.REPORT_OUTSIDE_SOURCE_VOLUME,
    fieldPath = ".report",
    message =
        "the report would be written below the source and be copied itself; use another claim or a"
            + " path outside the source")
@ValidationRule(
    value = "self.mode != 'Inventory' || self.transfer == 'Auto'",
    fieldPath = ".transfer",
    message = "mode Inventory moves no object bytes; remove transfer, or set mode: Copy")
@ValidationRule(
    value = "self.mode != 'Inventory' || has(self.source.s3)",
    fieldPath = ".source",
    message = "mode Inventory lists a bucket; set source.s3")
@ValidationRule(
    value = Rules.SERVER_SIDE_ONE_ENDPOINT,
    fieldPath = ".transfer",
    message =
        "transfer ServerSide needs source.s3 and destination.s3 on the same endpoint; use transfer:"
            + " Auto or Stream")
@ValidationRule(
    value = "has(self.report) == has(oldSelf.report)",
    fieldPath = ".report",
    message = "report is immutable; create a new S3Copy")
public record S3CopySpec(
    @Required
        @JsonPropertyDescription("Where objects are read: a bucket or a volume. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "source is immutable; create a new S3Copy")
        Location source,
    @Required
        @JsonPropertyDescription(
            "Where objects are written: a bucket or a volume. With mode Inventory, where the"
                + " inventory is written. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "destination is immutable; create a new S3Copy")
        Location destination,
    @Default("Copy")
        @JsonPropertyDescription(
            "What to do with the selected objects. Copy: copy bytes, metadata and tags. Inventory:"
                + " write one NDJSON line per object (key, size, ETag, last modified, storage"
                + " class, user metadata, checksum) to the destination and copy nothing. Check:"
                + " look at both ends with the copy's own identity, tell what was found in"
                + " status.checks, and write nothing."
                + " Immutable.")
        @ValidationRule(value = Rules.UNCHANGED, message = "mode is immutable; create a new S3Copy")
        Mode mode,
    @Default("Auto")
        @JsonPropertyDescription(
            "Which way the bytes take between two buckets. ServerSide: the S3 server copies"
                + " (CopyObject, UploadPartCopy). Stream: GET from the source and PUT to the"
                + " destination. Auto: ServerSide where both are on one endpoint, else Stream."
                + " Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "transfer is immutable; create a new S3Copy")
        Transfer transfer,
    @Default("{}")
        @JsonPropertyDescription(
            "Which of the source's objects the copy is about; an object must pass every filter"
                + " given. Left out: all. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "select is immutable; create a new S3Copy")
        Select select,
    @Default("IfDifferent")
        @JsonPropertyDescription(
            "What happens to an object that exists at the destination. IfDifferent: copied when"
                + " size or ETag differ (with a volume: size or modification time). IfNewer: copied"
                + " when the source was modified later. Never: left alone. Always: copied again."
                + " Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "overwrite is immutable; create a new S3Copy")
        OverwritePolicy overwrite,
    @Default("Skip")
        @JsonPropertyDescription(
            "What a backup of a volume does with symbolic links; none is followed. Skip: left out"
                + " and counted as skipped. Fail: each counts as a failed object. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "symlinks is immutable; create a new S3Copy")
        Symlinks symlinks,
    @Default("{}")
        @JsonPropertyDescription(
            "What is kept of an object besides its bytes and metadata. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "preserve is immutable; create a new S3Copy")
        Preserve preserve,
    @Default("{}")
        @JsonPropertyDescription(
            "How many workers share the copy and what each gets in a cluster. Changes take effect"
                + " while the copy runs.")
        Workers workers,
    @Default("{}")
        @JsonPropertyDescription(
            "Upper limits for all workers of this copy together. Changes take effect while the copy"
                + " runs.")
        Limits limits,
    @Default("{}")
        @JsonPropertyDescription(
            "How often an object is tried again, and how many failed objects end the copy."
                + " Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "failurePolicy is immutable; create a new S3Copy")
        FailurePolicy failurePolicy,
    @JsonPropertyDescription(
            "Where the report goes: NDJSON, one line for each object that failed, with key,"
                + " operation, code and request id. Left out: only counts and a few samples are"
                + " kept in the status, and a local run writes the report into its state folder."
                + " Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "report is immutable; create a new S3Copy")
        @Nullable Location report,
    @Default("false")
        @JsonPropertyDescription(
            "Compare and count, but write nothing at the destination. Immutable.")
        @ValidationRule(
            value = Rules.UNCHANGED,
            message = "dryRun is immutable; create a new S3Copy")
        boolean dryRun,
    @Default("false")
        @JsonPropertyDescription(
            "Stop the workers and keep what was reached; false goes on from there.")
        boolean suspend,
    @Size(max = 63)
        @JsonPropertyDescription(
            "Any text. Another text starts a new run of a copy that has ended: what is equal at the"
                + " destination is skipped. A run under way is given up for it.")
        @Nullable String trigger,
    @Min(0)
        @Max(Rules.MAX_TTL_SECONDS)
        @JsonPropertyDescription(
            "Seconds after which a finished S3Copy is deleted. Left out: it stays. 0: deleted at"
                + " once.")
        @Nullable Integer ttlSecondsAfterFinished) {

  public S3CopySpec {
    mode = requireNonNullElse(mode, Mode.COPY);
    transfer = requireNonNullElse(transfer, Transfer.AUTO);
    select = requireNonNullElse(select, Select.ALL);
    overwrite = requireNonNullElse(overwrite, OverwritePolicy.IF_DIFFERENT);
    symlinks = requireNonNullElse(symlinks, Symlinks.SKIP);
    preserve = requireNonNullElse(preserve, Preserve.DEFAULT);
    workers = requireNonNullElse(workers, Workers.DEFAULT);
    limits = requireNonNullElse(limits, Limits.NONE);
    failurePolicy = requireNonNullElse(failurePolicy, FailurePolicy.DEFAULT);
  }
}
