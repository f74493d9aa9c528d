// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

/// Objects and bytes by outcome. After a run, `listed = copied + skipped + excluded + failed`.
public record Totals(
    long listed,
    long copied,
    long skipped,
    long excluded,
    long failed,
    long bytesListed,
    long bytesCopied) {}
