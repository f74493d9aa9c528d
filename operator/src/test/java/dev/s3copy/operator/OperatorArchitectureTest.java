// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What keeps a visit a straight line.
@AnalyzeClasses(
    packages = "dev.s3copy.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class OperatorArchitectureTest {
  @ArchTest
  static final ArchRule decidingBuildingAndTellingKnowNoClient =
      noClasses()
          .that()
          .resideInAnyPackage("..operator.decide..", "..operator.desired..", "..operator.status..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "..operator.act..");

  @ArchTest
  static final ArchRule theOperatorHasNoS3TypesAndNoWorker =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..", "dev.s3copy.worker..", "dev.s3copy.core..", "dev.cel..");

  @ArchTest
  static final ArchRule noPackagesInACircle =
      slices().matching("dev.s3copy.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGrounds =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
