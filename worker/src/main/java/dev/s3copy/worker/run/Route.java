// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Mode;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.CopyMethod;
import dev.s3copy.worker.copy.Inventory;
import dev.s3copy.worker.copy.Restore;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.copy.S3Source;
import dev.s3copy.worker.copy.S3Target;
import dev.s3copy.worker.copy.ServerSideCopy;
import dev.s3copy.worker.copy.StreamCopy;
import dev.s3copy.worker.copy.Upload;
import dev.s3copy.worker.s3.WriteCondition;
import java.util.Objects;

/// Which of the five ways the objects take, decided once per run.
enum Route {
  SERVER_SIDE("server-side copy", Comparison.S3_TO_S3),
  STREAM("stream copy", Comparison.S3_TO_S3),
  RESTORE("restore", Comparison.S3_TO_VOLUME),
  BACKUP("backup", Comparison.VOLUME_TO_S3),
  INVENTORY("inventory", Comparison.S3_TO_S3);

  private final String words;
  private final Comparison comparison;

  Route(String words, Comparison comparison) {
    this.words = words;
    this.comparison = comparison;
  }

  /// For people.
  String words() {
    return words;
  }

  static Route of(S3CopySpec spec, Side source, Side destination) {
    if (spec.mode() == Mode.INVENTORY) return INVENTORY;
    return switch (source) {
      case Side.Files _ -> BACKUP;
      case Side.Bucket from ->
          switch (destination) {
            case Side.Files _ -> RESTORE;
            case Side.Bucket to ->
                switch (spec.transfer()) {
                  case SERVER_SIDE -> SERVER_SIDE;
                  case STREAM -> STREAM;
                  case AUTO -> oneServer(from, to) ? SERVER_SIDE : STREAM;
                };
          };
    };
  }

  /// The server can copy by itself only what one set of credentials may read and write.
  private static boolean oneServer(Side.Bucket from, Side.Bucket to) {
    return from.location().sameStore(to.location())
        && Objects.equals(from.spec().credentials(), to.spec().credentials());
  }

  CopyRules rules(S3CopySpec spec) {
    return Selections.rules(spec, comparison);
  }

  /// Whether listing the destination helps: an inventory has none, files are looked at one by one.
  boolean listsDestination() {
    return switch (this) {
      case SERVER_SIDE, STREAM, BACKUP -> true;
      case RESTORE, INVENTORY -> false;
    };
  }

  /// Whether objects may have tags on both sides.
  boolean hasTags() {
    return switch (this) {
      case SERVER_SIDE, STREAM -> true;
      case RESTORE, BACKUP, INVENTORY -> false;
    };
  }

  CopyMethod method(
      CopyRules rules, Side source, Side destination, Buffers buffers, Retrier retrier) {
    return switch (this) {
      case SERVER_SIDE ->
          new ServerSideCopy(
              from(source, retrier),
              to(destination, rules, retrier),
              ServerSideCopy.MULTIPART_FROM);
      case STREAM ->
          new StreamCopy(from(source, retrier), to(destination, rules, retrier), buffers);
      case RESTORE ->
          new Restore(from(source, retrier), files(destination).volume(), rules, buffers);
      case BACKUP -> new Upload(files(source).volume(), to(destination, rules, retrier), buffers);
      case INVENTORY -> new Inventory(from(source, retrier));
    };
  }

  private static S3Source from(Side side, Retrier retrier) {
    return new S3Source(bucket(side).bucket(), retrier);
  }

  private static S3Target to(Side side, CopyRules rules, Retrier retrier) {
    WriteCondition condition =
        rules.overwrite() == Overwrite.NEVER
            ? WriteCondition.ONLY_IF_ABSENT
            : WriteCondition.ALWAYS;
    return new S3Target(bucket(side).bucket(), condition, retrier);
  }

  private static Side.Bucket bucket(Side side) {
    if (side instanceof Side.Bucket bucket) return bucket;
    throw new IllegalStateException("a bucket was expected: " + side.address());
  }

  private static Side.Files files(Side side) {
    if (side instanceof Side.Files files) return files;
    throw new IllegalStateException("a volume was expected: " + side.address());
  }
}
