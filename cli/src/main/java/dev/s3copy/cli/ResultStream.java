// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Where results go. Knows why one did not arrive.
final class ResultStream extends PrintStream {
  private final Output output;

  private ResultStream(Output out, Charset charset) {
    super(out, true, charset);
    this.output = out;
  }

  static ResultStream over(OutputStream out, Charset charset) {
    return new ResultStream(new Output(out), charset);
  }

  /// Whether whoever read it went away, as `head` does once it has enough. That is no failure.
  boolean readerLeft() {
    IOException failure = output.failure;
    return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  /// Keeps the first failure.
  private static final class Output extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        if (failure == null) failure = e;
        throw e;
      }
    }
  }
}
