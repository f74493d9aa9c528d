// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.list;

import dev.s3copy.bench.micro.Micro;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A LIST answer of a thousand keys; in this package because the parser is known nowhere else.
@State(Scope.Thread)
public class ListParserMicro extends Micro {
  private static final int KEYS = 1000;

  /// Plain; every slash percent-encoded, as some servers do; with elements nobody asked for.
  @Param({"plain", "encoded", "verbose"})
  private String form = "plain";

  private byte[] document = {};

  @Setup
  public void write() {
    StringBuilder out =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"x\"><Name>b</Name>"
                + "<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>");
    String slash = form.equals("encoded") ? "%2F" : "/";
    String more =
        form.equals("verbose")
            ? "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>"
                  + "<Owner><ID>0123456789abcdef</ID><DisplayName>someone</DisplayName></Owner>"
            : "";
    for (int n = 0; n < KEYS; n++) {
      out.append("<Contents><Key>data%s%05d%s%08d.bin</Key>".formatted(slash, n / 100, slash, n))
          .append("<LastModified>2026-01-01T00:00:00.000Z</LastModified>")
          .append("<ETag>&quot;%032x-1&quot;</ETag>".formatted(n * 0x9E3779B97F4A7C15L))
          .append(more)
          .append("<Size>4096</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    document = out.append("</ListBucketResult>").toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public Object parse() {
    return ListParser.parse(document, document.length);
  }
}
