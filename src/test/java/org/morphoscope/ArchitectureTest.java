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
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the program as rules: who may use whom, and what nobody may do. */
@AnalyzeClasses(packages = "org.morphoscope", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.morphoscope";

  /** Text of numbers and names, which everybody may use. */
  private static final String WORDS = "text";

  private static final String[] NUMERICS = {
    "compute.kernels",
    "compute.device",
    "compute",
    "morph",
    "score",
    "score.learn",
    "score.rival",
    "engine"
  };

  /**
   * Each package with everything of the program that it may use. A package that is not named here
   * belongs to the nearest one above it that is.
   */
  private static final List<Layer> LAYERS =
      List.of(
          new Layer(WORDS),
          new Layer("net"),
          new Layer("data"),
          new Layer("compute.kernels", "net"),
          new Layer("compute.cpu", "net", "compute.kernels"),
          new Layer("compute.nd4j", "net", "compute.kernels"),
          new Layer("compute.cuda", "net", "compute.kernels"),
          new Layer("compute.device", "compute.kernels", "compute.cpu", "compute.nd4j"),
          new Layer("compute", "net", "compute.kernels", "compute.device"),
          new Layer("morph", "net", "compute"),
          new Layer("selection", "net"),
          new Layer(
              "score", "net", "compute.kernels", "compute.device", "compute", "morph", "selection"),
          new Layer(
              "score.learn",
              "net",
              "compute.kernels",
              "compute.device",
              "compute",
              "morph",
              "selection",
              "score"),
          new Layer(
              "score.rival",
              "net",
              "compute.kernels",
              "compute.device",
              "compute",
              "morph",
              "selection",
              "score",
              "score.learn"),
          // the vocabulary: no numerics, so that a window or another process can speak it
          new Layer("run", "net", "selection"),
          new Layer("growth", "net", "run", "selection"),
          new Layer(
              "engine",
              "net",
              "data",
              "compute.kernels",
              "compute.device",
              "compute",
              "morph",
              "score",
              "score.learn",
              "score.rival",
              "selection",
              "run"),
          new Layer("journal", "net", "selection", "run"),
          new Layer("history", "net", "selection", "run", "journal"),
          new Layer("chart", "net", "run", "history"),
          new Layer("model", "net", "compute"),
          new Layer(
              "export",
              "net",
              "selection",
              "run",
              "engine",
              "journal",
              "history",
              "chart",
              "model"),
          new Layer("tensorboard", "net", "run", "history", "model"),
          new Layer(
              "study",
              and(
                  NUMERICS,
                  "net",
                  "data",
                  "selection",
                  "run",
                  "growth",
                  "journal",
                  "history",
                  "chart")),
          // events and proposals carry net values, so whoever passes them on sees net
          new Layer("service", "net", "selection", "run", "growth", "journal"),
          new Layer(
              "cli",
              and(
                  NUMERICS,
                  "net",
                  "data",
                  "selection",
                  "run",
                  "journal",
                  "history",
                  "chart",
                  "model",
                  "export",
                  "tensorboard",
                  "study",
                  "service")),
          new Layer(
              "ui",
              "net",
              "data",
              "selection",
              "run",
              "engine",
              "journal",
              "history",
              "chart",
              "export",
              "study",
              "service"));

  private record Layer(String name, String... mayUse) {}

  @ArchTest static final ArchRule layersUseOnlyWhatIsBelowThem = layers();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule nd4jStaysWithTheNumerics =
      onlyIn(resideInAPackage("org.nd4j.."), "compute", "morph", "score", "engine", "model");

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
          resideInAPackage("java.awt..")
              .and(not(resideInAnyPackage("java.awt.image..", "java.awt.color.."))),
          "chart");

  @ArchTest
  static final ArchRule pictureFilesAreForDataAndChart =
      onlyIn(
          resideInAnyPackage("java.awt.image..", "java.awt.color..", "javax.imageio.."),
          "data",
          "chart");

  @ArchTest
  static final ArchRule windowAndCommandLineSeeComputeOnlyFromOutside =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".ui..", ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".compute.cpu..", ROOT + ".compute.nd4j..", ROOT + ".compute.cuda..")
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
          .implement(ROOT + ".run.GrowthEvent")
          .and()
          .areNotInterfaces()
          .should()
          .beRecords()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule eventsCarryNothingOfTheNumerics =
      classes()
          .that()
          .implement(ROOT + ".run.GrowthEvent")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".net..", ROOT + ".run.."))
          .allowEmptyShould(true);

  /** Only {@code history} makes a state of events; {@code ui.session} carries them, unread. */
  @ArchTest
  static final ArchRule aRunIsToldByHistoryAlone =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".ui..", ROOT + ".chart..")
          .and()
          .resideOutsideOfPackage(ROOT + ".ui.session..")
          .should(lookWhichEventItIs())
          .allowEmptyShould(true);

  private static ArchCondition<JavaClass> lookWhichEventItIs() {
    return new ArchCondition<>("look which event it is") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (InstanceofCheck check : type.getInstanceofChecks()) {
          if (check.getRawType().isAssignableTo(ROOT + ".run.GrowthEvent")) {
            String what = check.getRawType().getSimpleName() + " " + check.getSourceCodeLocation();
            events.add(SimpleConditionEvent.satisfied(type, type.getName() + ": " + what));
          }
        }
      }
    };
  }

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

  /** A language with digits of its own must change no file name, no figure and no number. */
  @ArchTest
  static final ArchRule nothingIsFormattedByTheLanguageOfTheSystem =
      noClasses()
          .should()
          .callMethodWhere(
              calls(String.class, "formatted", Object[].class)
                  .or(calls(String.class, "format", String.class, Object[].class))
                  .or(calls(String.class, "toLowerCase"))
                  .or(calls(String.class, "toUpperCase"))
                  .or(calls(PrintWriter.class, "printf", String.class, Object[].class))
                  .or(calls(PrintWriter.class, "format", String.class, Object[].class))
                  .or(calls(PrintStream.class, "printf", String.class, Object[].class))
                  .or(calls(PrintStream.class, "format", String.class, Object[].class))
                  .or(calls(DateTimeFormatter.class, "ofPattern", String.class))
                  .or(calls(DateTimeFormatter.class, "ofLocalizedDate"))
                  .or(calls(DateTimeFormatter.class, "ofLocalizedDateTime"))
                  .or(calls(Locale.class, "getDefault"))
                  .or(callsAny(NumberFormat.class, Collator.class, MessageFormat.class)))
          .orShould()
          .callConstructor(DecimalFormat.class, String.class)
          .orShould()
          .callConstructor(SimpleDateFormat.class, String.class)
          .orShould()
          .callConstructor(Formatter.class)
          .orShould()
          .callConstructor(Formatter.class, Appendable.class)
          .because("Texts.of and Locale.ROOT give the same text everywhere")
          .allowEmptyShould(true);

  /** Java 17 takes the system's encoding where none is named, later versions UTF-8. */
  @ArchTest
  static final ArchRule everyTextHasItsEncodingNamed =
      noClasses()
          .should()
          .callMethodWhere(
              calls(String.class, "getBytes")
                  .or(calls(Charset.class, "defaultCharset"))
                  .or(calls(ByteArrayOutputStream.class, "toString")))
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callConstructor(InputStreamReader.class, InputStream.class)
          .orShould()
          .callConstructor(OutputStreamWriter.class, OutputStream.class)
          .orShould()
          .callConstructor(FileReader.class, File.class)
          .orShould()
          .callConstructor(FileReader.class, String.class)
          .orShould()
          .callConstructor(FileWriter.class, File.class)
          .orShould()
          .callConstructor(FileWriter.class, String.class)
          .orShould()
          .callConstructor(PrintStream.class, OutputStream.class)
          .orShould()
          .callConstructor(PrintWriter.class, OutputStream.class)
          .allowEmptyShould(true);

  /** Calls of exactly this method. */
  private static DescribedPredicate<JavaMethodCall> calls(
      Class<?> owner, String name, Class<?>... parameters) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + name,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getName().equals(name)
                && call.getTarget().getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .toList()
                    .equals(Stream.of(parameters).map(Class::getName).toList()));
  }

  /** Calls of any method of these classes: what they do follows the default locale. */
  private static DescribedPredicate<JavaMethodCall> callsAny(Class<?>... owners) {
    return DescribedPredicate.describe(
        "of " + List.of(owners),
        call -> Stream.of(owners).anyMatch(call.getTargetOwner()::isEquivalentTo));
  }

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
      architecture = architecture.layer(layer.name()).definedBy(in(layer));
    }
    architecture = architecture.whereLayer("main").mayNotBeAccessedByAnyLayer();
    for (Layer layer : LAYERS) {
      var rule = architecture.whereLayer(layer.name());
      architecture =
          layer.name().equals(WORDS)
              ? rule.mayNotAccessAnyLayer()
              : rule.mayOnlyAccessLayers(and(layer.mayUse(), WORDS));
    }
    return architecture.ensureAllClassesAreContainedInArchitecture().allowEmptyShould(true);
  }

  /** Classes whose nearest named package is the layer's. */
  private static DescribedPredicate<JavaClass> in(Layer layer) {
    return DescribedPredicate.describe(
        "in " + layer.name(), type -> layer.equals(layerOf(type.getPackageName())));
  }

  private static Layer layerOf(String packageName) {
    Layer nearest = null;
    for (Layer layer : LAYERS) {
      String own = ROOT + "." + layer.name();
      boolean holds = packageName.equals(own) || packageName.startsWith(own + ".");
      if (holds && (nearest == null || layer.name().length() > nearest.name().length())) {
        nearest = layer;
      }
    }
    return nearest;
  }

  private static String[] and(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
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
