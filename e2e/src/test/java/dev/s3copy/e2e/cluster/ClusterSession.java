// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Takes the cluster down after the last test class of this JVM.
public final class ClusterSession implements LauncherSessionListener {
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Clusters.close();
  }
}
