package org.morphoscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the program as rules: who may use whom, and what nobody may do. */
@AnalyzeClasses(packages = "org.morphoscope", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.morphoscope";

  /** Each package with everything of the program that it may use; sub-packages belong to it. */
  private static final List<Layer> LAYERS =
      List.of(
          new Layer("net"),
          new Layer("data"),
          new Layer("compute", "net", "data"),
          new Layer("morph", "net", "compute"),
          new Layer("score", "net", "data", "compute", "morph"),
          new Layer("growth", "net", "data", "compute", "morph", "score"),
          // a configuration carries its curvature mode
          new Layer("journal", "net", "score", "growth", "compute"),
          new Layer("chart", "net", "growth", "journal"),
          new Layer("model", "net", "compute"),
          new Layer("export", "net", "growth", "journal", "chart", "model"),
          new Layer("tensorboard", "net", "growth", "model"),
          new Layer(
              "study", "net", "data", "compute", "morph", "score", "growth", "journal", "chart"),
          // events and proposals carry net values, so whoever passes them on sees net
          new Layer("service", "net", "growth", "journal"),
          new Layer(
              "cli",
              "net",
              "data",
              "compute",
              "morph",
              "score",
              "growth",
              "journal",
              "chart",
              "model",
              "export",
              "tensorboard",
              "study",
              "service"),
          new Layer(
              "ui", "net", "data", "compute", "morph", "score", "growth", "journal", "chart",
              "model", "export", "study", "service"));

  private record Layer(String name, String... mayUse) {}

  @ArchTest static final ArchRule layersUseOnlyWhatIsBelowThem = layers();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule nd4jStaysWithTheNumerics =
      onlyIn(resideInAPackage("org.nd4j.."), "compute", "morph", "score", "model");

  @ArchTest
  static final ArchRule nativeCallsStayInCompute =
      onlyIn(resideInAnyPackage("org.bytedeco..", "com.sun.jna.."), "compute");

  @ArchTest
  static final ArchRule deeplearning4jStaysInModel =
      onlyIn(resideInAPackage("org.deeplearning4j.."), "model");

  @ArchTest
  static final ArchRule windowLibrariesStayInUi =
      onlyIn(
          resideInAnyPackage(
              "javafx..",
              "com.sun.javafx..",
              "io.fair_acc..",
              "org.controlsfx..",
              "atlantafx..",
              "org.kordamp.ikonli.."),
          "ui");

  @ArchTest
  static final ArchRule drawingWithoutAScreenStaysInChart =
      onlyIn(
          resideInAPackage("java.awt..").and(not(resideInAPackage("java.awt.image.."))), "chart");

  @ArchTest
  static final ArchRule pictureFilesAreForDataAndChart =
      onlyIn(resideInAnyPackage("java.awt.image..", "javax.imageio.."), "data", "chart");

  @ArchTest
  static final ArchRule windowAndCommandLineSeeComputeOnlyFromOutside =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".ui..", ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".compute.*..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule standardStreamsAreForTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".cli..")
          .should(ACCESS_STANDARD_STREAMS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule eventsAreRecords =
      classes()
          .that()
          .implement(ROOT + ".growth.GrowthEvent")
          .and()
          .areNotInterfaces()
          .should()
          .beRecords()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule eventsCarryNothingOfTheNumerics =
      classes()
          .that()
          .implement(ROOT + ".growth.GrowthEvent")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".net..", ROOT + ".growth"))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule randomNumbersHaveASeed =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .allowEmptyShould(true);

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> folders = Files.walk(sources)) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsJava)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), silent, "packages without package-info.java");
    }
  }

  private static boolean holdsJava(Path folder) {
    String[] sources = folder.toFile().list((parent, name) -> name.endsWith(".java"));
    return sources != null && sources.length > 0;
  }

  private static ArchRule layers() {
    LayeredArchitecture architecture =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("main")
            .definedBy(ROOT);
    for (Layer layer : LAYERS) {
      architecture = architecture.layer(layer.name()).definedBy(ROOT + "." + layer.name() + "..");
    }
    architecture = architecture.whereLayer("main").mayNotBeAccessedByAnyLayer();
    for (Layer layer : LAYERS) {
      var rule = architecture.whereLayer(layer.name());
      architecture =
          layer.mayUse().length == 0
              ? rule.mayNotAccessAnyLayer()
              : rule.mayOnlyAccessLayers(layer.mayUse());
    }
    return architecture.ensureAllClassesAreContainedInArchitecture().allowEmptyShould(true);
  }

  /** Only classes of these packages of ours may depend on such classes. */
  private static ArchRule onlyIn(DescribedPredicate<? super JavaClass> used, String... packages) {
    String[] allowed = Stream.of(packages).map(p -> ROOT + "." + p + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat(DescribedPredicate.describe(used.getDescription(), used::test))
        .allowEmptyShould(true);
  }
}
