package org.morphoscope.compute.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernels' CUDA C++ text. */
public final class KernelSources {
  /** In this order, since later files use what earlier ones define. */
  private static final List<String> FILES =
      List.of(
          "common",
          "chain",
          "elements",
          "statistics",
          "splits",
          "product",
          "convolution",
          "depthwise");

  private KernelSources() {}

  /**
   * {@return all files as one program; REAL is to be defined as float or double} Lines are numbered
   * by file, so that the compiler's words name the place.
   */
  public static String text() {
    StringBuilder all = new StringBuilder();
    for (String file : FILES) {
      try (InputStream stream = KernelSources.class.getResourceAsStream(file + ".cu")) {
        if (stream == null) {
          throw new IllegalStateException("the program lacks its file " + file + ".cu");
        }
        all.append("#line 1 \"").append(file).append(".cu\"\n");
        all.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }
}
