// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers a body of any length into [Content]; pages of zeros are not kept.
final class ContentBuilder {
  private final List<byte @Nullable []> pages = new ArrayList<>();
  private byte[] page;
  private int filled;

  /// @param expected bytes, to size the first page; -1 where unknown
  ContentBuilder(long expected) {
    page = new byte[expected >= 0 && expected < Content.PAGE ? (int) expected : Content.PAGE];
  }

  void append(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; ) {
      if (filled == page.length) turn();
      int n = Math.min(page.length - filled, offset + length - at);
      System.arraycopy(bytes, at, page, filled, n);
      filled += n;
      at += n;
    }
  }

  Content build() {
    if (pages.isEmpty()) {
      return new Content.Whole(filled == page.length ? page : Arrays.copyOf(page, filled));
    }
    long length = (long) pages.size() * Content.PAGE + filled;
    pages.add(kept(Arrays.copyOf(page, filled)));
    return new Content.Paged(pages.toArray(new byte[0][]), length);
  }

  private void turn() {
    if (page.length < Content.PAGE) {
      page = Arrays.copyOf(page, Content.PAGE);
      return;
    }
    byte[] kept = kept(page);
    pages.add(kept);
    if (kept != null) page = new byte[Content.PAGE];
    filled = 0;
  }

  private static byte @Nullable [] kept(byte[] page) {
    int n = page.length;
    return Arrays.equals(page, 0, n, Content.Paged.ZEROS, 0, n) ? null : page;
  }
}
