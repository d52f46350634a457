package org.morphoscope;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Versions of what runs here, read from the files that the libraries carry: asking their classes
 * would load them.
 *
 * @param program version of Morphoscope
 */
record WindowVersions(String program) implements Supplier<Map<String, String>> {
  @Override
  public Map<String, String> get() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Version", program);
    versions.put("Java", java());
    versions.put("JavaFX", javaFx());
    versions.put("ND4J", read("/META-INF/maven/org.nd4j/nd4j-api/pom.properties", "version"));
    versions.put("oneDNN", read("/META-INF/maven/org.bytedeco/dnnl/pom.properties", "version"));
    versions.put("System", system());
    versions.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return versions;
  }

  /** {@return version and virtual machine of this Java} */
  static String java() {
    return System.getProperty("java.version") + ", " + System.getProperty("java.vm.name");
  }

  /** {@return version of JavaFX} */
  static String javaFx() {
    return read("/javafx.properties", "javafx.version");
  }

  /** {@return name, version and processor of this system} */
  static String system() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", "
        + System.getProperty("os.arch");
  }

  private static String read(String file, String key) {
    try (InputStream in = WindowVersions.class.getResourceAsStream(file)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty(key, "unknown");
    } catch (IOException e) {
      return "unknown (" + e.getMessage() + ")";
    }
  }
}
