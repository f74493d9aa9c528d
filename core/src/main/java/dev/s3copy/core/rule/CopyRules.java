// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import static dev.s3copy.core.rule.CopyAction.COPY;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.listing.Listed;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides one pair: pure, no clock, no store.
public record CopyRules(Overwrite overwrite, Comparison comparison, boolean failSymlinks) {
  private static final CopyAction EQUAL = new CopyAction.Skip("equal");
  private static final CopyAction EXISTS = new CopyAction.Skip("exists");
  private static final CopyAction NEWER = new CopyAction.Skip("newer");
  private static final CopyAction SYMLINK = new CopyAction.Skip("symlink");
  private static final CopyAction SPECIAL = new CopyAction.Skip("special");

  /// Objects of these classes cannot be read until somebody restores them from the archive, which
  /// takes minutes to hours.
  private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

  public CopyAction decide(Listed source, @Nullable Listed destination) {
    return switch (source.kind()) {
      case SYMLINK -> failSymlinks ? new CopyAction.Fail(symlink()) : SYMLINK;
      case SPECIAL -> SPECIAL;
      case UNREADABLE -> new CopyAction.Fail(unreadable());
      case OBJECT -> decideObject(source, destination);
    };
  }

  private CopyAction decideObject(Listed source, @Nullable Listed destination) {
    CopyAction action = destination == null ? COPY : replace(source, destination);
    boolean archived = ARCHIVED.contains(source.storageClass());
    return archived && action instanceof CopyAction.Copy
        ? new CopyAction.Fail(archived(source))
        : action;
  }

  private CopyAction replace(Listed source, Listed destination) {
    // A link or a special file at the destination is never a copy, whatever its size and time.
    boolean equal =
        destination.kind() == Entry.Kind.OBJECT && comparison.equal(source, destination);
    return switch (overwrite) {
      case ALWAYS -> COPY;
      case NEVER -> EXISTS;
      case IF_DIFFERENT -> equal ? EQUAL : COPY;
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
        "DirectoryUnreadable",
        "is a directory that this user may not list; check its owner and mode, or exclude it");
  }

  private static Failure archived(Listed source) {
    return Failure.of(
        FailureKind.OBJECT_ARCHIVED,
        "GetObject",
        "ObjectArchived",
        "is in storage class "
            + source.storageClass()
            + "; restore it from the archive, then run again");
  }
}
