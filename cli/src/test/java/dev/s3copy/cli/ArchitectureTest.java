// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of ARCHITECTURE.md. It sits here because the command sees every module.
@AnalyzeClasses(packages = "dev.s3copy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule coreKnowsNeitherNetworkNorFilesNorLibraries =
      classes()
          .that()
          .resideInAPackage("dev.s3copy.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.s3copy.core..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.nio",
              "java.nio.charset",
              "java.io",
              "org.jspecify..");

  @ArchTest
  static final ArchRule theApiKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.s3copy.core..",
              "dev.s3copy.worker..",
              "dev.s3copy.testkit..",
              "dev.s3copy.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theWorkerKnowsNeitherTestkitNorCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.s3copy.testkit..", "dev.s3copy.cli..");

  @ArchTest
  static final ArchRule theTestkitKnowsNeitherWorkerNorCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.s3copy.worker..", "dev.s3copy.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noPackagesInACircle =
      slices().matching("dev.s3copy.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGrounds =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
