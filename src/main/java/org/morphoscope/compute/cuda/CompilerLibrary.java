package org.morphoscope.compute.cuda;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where NVRTC may lie: on the class path (the Maven profile {@code cuda} puts it there), where the
 * system looks for libraries, in the toolkit's folder.
 */
final class CompilerLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerLibrary.class);

  private static final String ON_CLASS_PATH = "/org/bytedeco/cuda/linux-x86_64/";

  /** The library and the part of it that it loads from its own folder. */
  private static final List<String> PARTS = List.of("libnvrtc-builtins.so.12.9", "libnvrtc.so.12");

  private static final List<String> SONAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2");
  private static final List<String> DLLS =
      List.of("nvrtc64_130_0", "nvrtc64_120_0", "nvrtc64_112_0");

  private CompilerLibrary() {}

  static boolean onClassPath() {
    return CompilerLibrary.class.getResource(ON_CLASS_PATH + PARTS.get(1)) != null;
  }

  /** Names and paths to try one after another. */
  static List<String> candidates() {
    List<String> candidates = new ArrayList<>();
    if (onClassPath()) {
      try {
        candidates.add(unpacked());
      } catch (IOException e) {
        LOG.warn("Cannot unpack NVRTC from the class path; trying the system's", e);
      }
    }
    if (File.separatorChar == '\\') {
      candidates.addAll(DLLS);
      return candidates;
    }
    candidates.addAll(SONAMES);
    for (String folder : toolkits(System.getenv())) {
      for (String name : SONAMES) {
        String path = folder + "/lib64/" + name;
        if (new File(path).exists()) {
          candidates.add(path);
        }
      }
    }
    return candidates;
  }

  private static List<String> toolkits(Map<String, String> environment) {
    List<String> folders = new ArrayList<>();
    for (String variable : List.of("CUDA_PATH", "CUDA_HOME")) {
      String value = environment.get(variable);
      if (value != null && !value.isBlank()) {
        folders.add(value);
      }
    }
    folders.add("/usr/local/cuda");
    return folders;
  }

  private static String unpacked() throws IOException {
    String library = "";
    for (String part : PARTS) {
      URL resource = CompilerLibrary.class.getResource(ON_CLASS_PATH + part);
      if (resource != null) {
        library = Loader.cacheResource(resource).getPath();
      }
    }
    return library;
  }
}
