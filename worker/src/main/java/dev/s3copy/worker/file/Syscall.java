// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// The system calls used, by their numbers on x86-64 and on arm64 (Linux: `asm/unistd_64.h`,
/// `asm-generic/unistd.h`). Numbers are part of the kernel's stable interface, while the C
/// libraries differ in which of these they wrap.
enum Syscall {
  OPENAT(257, 56),
  OPENAT2(437, 437),
  CLOSE(3, 57),
  LSEEK(8, 62),
  GETDENTS64(217, 61),
  STATX(332, 291),
  FSTATFS(138, 44),
  PREAD64(17, 67),
  PWRITE64(18, 68),
  FALLOCATE(285, 47),
  FSYNC(74, 82),
  SYNC_FILE_RANGE(277, 84),
  SYNCFS(306, 267),
  UTIMENSAT(280, 88),
  FLOCK(73, 32),
  MKDIRAT(258, 34),
  LINKAT(265, 37),
  RENAMEAT2(316, 276),
  UNLINKAT(263, 35);

  final long number;

  Syscall(int x86, int arm) {
    number = Platform.ARM ? arm : x86;
  }
}
