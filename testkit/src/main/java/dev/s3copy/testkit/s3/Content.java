// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of an object. Immutable, so that copies and parts share them.
public sealed interface Content {
  /// The unit in which zeros are not stored.
  int PAGE = 4 << 10;

  /// How far apart the marks of a pattern stand.
  long STRIDE = 1 << 20;

  long length();

  /// @param from first byte
  /// @param until after the last byte
  void writeTo(OutputStream out, long from, long until) throws IOException;

  default byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(length()));
    try {
      writeTo(out, 0, length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Content of(byte[] bytes) {
    return new Whole(bytes);
  }

  /// Zeros with sixteen bytes at the start of each MiB that hold the offset and `seed`: takes no
  /// memory, and a missing, doubled or swapped MiB still shows. Stored again by a server of this
  /// kind it takes one page per MiB.
  static Content pattern(long length, long seed) {
    return new Pattern(length, seed);
  }

  /// All of it in one array.
  final class Whole implements Content {
    private final byte[] stored;

    Whole(byte[] stored) {
      this.stored = stored;
    }

    @Override
    public long length() {
      return stored.length;
    }

    @Override
    public void writeTo(OutputStream out, long from, long until) throws IOException {
      out.write(stored, (int) from, (int) (until - from));
    }
  }

  /// Pages of [#PAGE] bytes; null stands for zeros.
  final class Paged implements Content {
    static final byte[] ZEROS = new byte[PAGE];

    private final byte[] @Nullable [] pages;
    private final long length;

    Paged(byte[] @Nullable [] pages, long length) {
      this.pages = pages;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out, long from, long until) throws IOException {
      for (long at = from; at < until; ) {
        byte[] page = pages[(int) (at / PAGE)];
        int within = (int) (at % PAGE);
        int n = (int) Math.min(PAGE - within, until - at);
        out.write(page == null ? ZEROS : page, within, n);
        at += n;
      }
    }
  }

  record Pattern(long length, long seed) implements Content {
    private static final int MARK = 2 * Long.BYTES;

    @Override
    public void writeTo(OutputStream out, long from, long until) throws IOException {
      for (long at = from; at < until; ) {
        int within = (int) (at % STRIDE);
        if (within < MARK) {
          byte[] mark = ByteBuffer.allocate(MARK).putLong(at - within).putLong(seed).array();
          int n = (int) Math.min(MARK - within, until - at);
          out.write(mark, within, n);
          at += n;
        } else {
          int n = (int) Math.min(Math.min(STRIDE - within, PAGE), until - at);
          out.write(Paged.ZEROS, 0, n);
          at += n;
        }
      }
    }
  }

  /// Parts one after the other.
  record Joined(List<Content> parts, long length) implements Content {
    static Joined of(List<Content> parts) {
      return new Joined(parts, parts.stream().mapToLong(Content::length).sum());
    }

    @Override
    public void writeTo(OutputStream out, long from, long until) throws IOException {
      long start = 0;
      for (Content part : parts) {
        long end = start + part.length();
        if (end > from && start < until) {
          part.writeTo(out, Math.max(from - start, 0), Math.min(until, end) - start);
        }
        start = end;
      }
    }
  }

  /// A range of another content.
  record Slice(Content whole, long from, long until) implements Content {
    @Override
    public long length() {
      return until - from;
    }

    @Override
    public void writeTo(OutputStream out, long start, long end) throws IOException {
      whole.writeTo(out, from + start, from + end);
    }
  }
}
