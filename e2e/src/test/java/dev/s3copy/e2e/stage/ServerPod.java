// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Map;

/// How an S3 server looks as a pod with a service of the same name.
///
/// @param node where it stays, so that tests know which node to spare
record ServerPod(
    String name, String image, String node, List<String> arguments, Map<String, String> env) {
  static final int PORT = 9000;
  private static final String LABEL = "app";
  private static final String DATA = "data";
  private static final long NOBODY = 65532;

  Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(LABEL, name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withFsGroup(NOBODY)
        .withNewSeccompProfile(null, "RuntimeDefault")
        .endSecurityContext()
        .addNewVolume()
        .withName(DATA)
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .addNewContainer()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("Never")
        .withArgs(arguments)
        .withEnv(variables())
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName(DATA)
        .withMountPath("/tmp")
        .endVolumeMount()
        .withNewResources()
        .addToRequests("memory", new Quantity("256Mi"))
        .addToLimits("memory", new Quantity("2Gi"))
        .endResources()
        .withNewReadinessProbe()
        .withPeriodSeconds(1)
        .withNewTcpSocket()
        .withPort(new IntOrString(PORT))
        .endTcpSocket()
        .endReadinessProbe()
        .endContainer()
        .endSpec()
        .build();
  }

  private List<EnvVar> variables() {
    return env.entrySet().stream()
        .map(each -> new EnvVarBuilder().withName(each.getKey()).withValue(each.getValue()).build())
        .toList();
  }

  Service service() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addToSelector(LABEL, name)
        .addNewPort()
        .withPort(PORT)
        .withTargetPort(new IntOrString(PORT))
        .endPort()
        .endSpec()
        .build();
  }
}
