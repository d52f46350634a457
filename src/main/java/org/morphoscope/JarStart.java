package org.morphoscope;

import java.util.Optional;
import java.util.function.Predicate;
import org.morphoscope.cli.environment.Terminal;

/**
 * What {@code java -jar} starts: the program, or a sentence where it was started without what the
 * launcher gives it. Names nothing outside the JDK before it has looked.
 */
final class JarStart {
  /** Any class of a library that every start needs. */
  private static final String LIBRARY = "picocli/CommandLine.class";

  private static final String MODULE = "jdk.incubator.vector";

  private JarStart() {}

  public static void main(String[] args) {
    Optional<String> missing =
        missing(
            name -> ClassLoader.getSystemResource(name) != null,
            name -> ModuleLayer.boot().findModule(name).isPresent());
    if (missing.isPresent()) {
      Terminal.errors().println(missing.get());
      System.exit(1);
    }
    Main.main(args);
  }

  /**
   * A sentence about what is missing; empty when nothing is.
   *
   * @param resources whether a file is on the class path
   * @param modules whether Java was started with a module
   */
  static Optional<String> missing(Predicate<String> resources, Predicate<String> modules) {
    if (!resources.test(LIBRARY)) {
      return Optional.of(
          "This jar was started without the libraries beside it: start bin/morphoscope of the"
              + " program folder that 'mvn package' makes, target/morphoscope.");
    }
    if (!modules.test(MODULE)) {
      return Optional.of(
          "Java was started without the module "
              + MODULE
              + ": start bin/morphoscope, or java --add-modules="
              + MODULE
              + " -jar and this jar in the folder lib.");
    }
    return Optional.empty();
  }
}
