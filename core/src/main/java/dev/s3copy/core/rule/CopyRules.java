// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import static dev.s3copy.core.rule.CopyAction.COPY;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Listed;
import org.jspecify.annotations.Nullable;

/// Decides one pair: pure, no clock, no store.
public record CopyRules(Overwrite overwrite, Comparison comparison, boolean failSymlinks) {
  private static final CopyAction DIFFERENT_ETAG = new CopyAction.Copy(true);
  private static final CopyAction EQUAL = new CopyAction.Skip("equal");
  private static final CopyAction EXISTS = new CopyAction.Skip("exists");
  private static final CopyAction NEWER = new CopyAction.Skip("newer");
  private static final CopyAction SYMLINK = new CopyAction.Skip("symlink");
  private static final CopyAction SPECIAL = new CopyAction.Skip("special");

  public CopyAction decide(Listed source, @Nullable Listed destination) {
    return switch (source.kind()) {
      case SYMLINK -> failSymlinks ? new CopyAction.Fail(symlink()) : SYMLINK;
      case SPECIAL -> SPECIAL;
      case MOUNT -> new CopyAction.Fail(mount());
      case UNREADABLE -> new CopyAction.Fail(unreadable());
      case OBJECT -> destination == null ? COPY : replace(source, destination);
    };
  }

  private CopyAction replace(Listed source, Listed destination) {
    // A link or a special file at the destination is never a copy, whatever its size and time.
    boolean equal =
        destination.kind() == Entry.Kind.OBJECT && comparison.equal(source, destination);
    return switch (overwrite) {
      case ALWAYS -> COPY;
      case NEVER -> EXISTS;
      case IF_DIFFERENT -> {
        if (equal) yield EQUAL;
        yield comparison.equalButForETag(source, destination) ? DIFFERENT_ETAG : COPY;
      }
      case IF_NEWER -> {
        if (equal) yield EQUAL;
        yield source.modifiedMillis() > destination.modifiedMillis() ? COPY : NEWER;
      }
    };
  }

  /// Whether the destination's listing can change any decision.
  public boolean needsDestination() {
    return overwrite != Overwrite.ALWAYS;
  }

  private static Failure symlink() {
    return Failure.of(
        FailureKind.INVALID_REQUEST,
        "List",
        "SymlinkRefused",
        "is a symbolic link and spec.symlinks is Fail; remove it, exclude it, or set Skip");
  }

  private static Failure unreadable() {
    return Failure.of(
        FailureKind.ACCESS_DENIED,
        "List",
        "Unreadable",
        "cannot be looked at: this user may not, or its file system reports an error; check owner,"
            + " mode and volume, or exclude it");
  }

  private static Failure mount() {
    return Failure.of(
        FailureKind.INVALID_REQUEST,
        "List",
        "MountNotEntered",
        "is another file system, mounted in the volume, which is not entered; copy it by a manifest"
            + " of its own, or exclude it");
  }
}
