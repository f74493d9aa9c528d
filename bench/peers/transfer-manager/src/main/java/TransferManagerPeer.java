// SPDX-License-Identifier: Apache-2.0

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.FailedFileDownload;
import software.amazon.awssdk.transfer.s3.model.FailedFileUpload;

/// A whole bucket into a folder, or a folder into a bucket: OPERATION URL BUCKET FOLDER.
public final class TransferManagerPeer {
  private static final int IN_FLIGHT = 256;
  private static final double GBITS = 100;

  private TransferManagerPeer() {}

  public static void main(String[] args) {
    try (S3AsyncClient client =
            S3AsyncClient.crtBuilder()
                .endpointOverride(URI.create(args[1]))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .maxConcurrency(IN_FLIGHT)
                .targetThroughputInGbps(GBITS)
                .build();
        S3TransferManager manager =
            S3TransferManager.builder()
                .s3Client(client)
                .transferDirectoryMaxConcurrency(IN_FLIGHT)
                .build()) {
      Path folder = Path.of(args[3]);
      List<?> failed =
          args[0].equals("restore") ? restore(manager, args[2], folder) : backup(manager, folder);
      if (!failed.isEmpty()) {
        System.err.println(failed.size() + " failed, e.g. " + failed.get(0));
        System.exit(1);
      }
    }
  }

  private static List<FailedFileDownload> restore(
      S3TransferManager manager, String bucket, Path folder) {
    return manager
        .downloadDirectory(d -> d.bucket(bucket).destination(folder))
        .completionFuture()
        .join()
        .failedTransfers();
  }

  private static List<FailedFileUpload> backup(S3TransferManager manager, Path folder) {
    return manager
        .uploadDirectory(u -> u.bucket("sink").s3Prefix("x").source(folder))
        .completionFuture()
        .join()
        .failedTransfers();
  }
}
