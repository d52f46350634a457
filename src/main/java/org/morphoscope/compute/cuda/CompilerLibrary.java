package org.morphoscope.compute.cuda;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where NVRTC may lie: on the class path (the Maven profile {@code cuda} puts it there), where the
 * system looks for libraries, in the toolkit's folder.
 */
final class CompilerLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerLibrary.class);

  /** Where JavaCPP's artefact of CUDA has its libraries. */
  private static final String ON_CLASS_PATH = "/org/bytedeco/cuda/linux-x86_64/";

  /**
   * What NVRTC looks for by name while it compiles, and NVRTC. The first is loaded before: the
   * system would not look for it in the folder where both are unpacked.
   */
  private static final List<String> PARTS = List.of("libnvrtc-builtins.so.12.9", "libnvrtc.so.12");

  private static final List<String> SONAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2");
  private static final List<String> DLLS =
      List.of("nvrtc64_130_0", "nvrtc64_120_0", "nvrtc64_112_0");

  private CompilerLibrary() {}

  /** Whether this build brings NVRTC along. */
  static boolean onClassPath() {
    return CompilerLibrary.class.getResource(ON_CLASS_PATH + PARTS.get(1)) != null;
  }

  /**
   * Loads NVRTC, the last of the list, and before it what it needs.
   *
   * @throws IllegalStateException when it is nowhere; the message is a clause
   */
  static List<NativeLibrary> load() {
    StringBuilder problems = new StringBuilder();
    if (onClassPath()) {
      try {
        return List.of(unpacked(PARTS.get(0)), unpacked(PARTS.get(1)));
      } catch (IOException e) {
        LOG.warn("NVRTC of the class path cannot be unpacked; trying the system's", e);
        problems.append(e.getMessage()).append("; ");
      } catch (UnsatisfiedLinkError e) {
        LOG.warn("NVRTC of the class path does not load; trying the system's", e);
        problems.append(LoadFailure.reason(e)).append("; ");
      }
    }
    for (String name : candidates()) {
      try {
        return List.of(NativeLibrary.getInstance(name));
      } catch (UnsatisfiedLinkError e) {
        // the next name may load; all reasons are told when none does
        problems.append(LoadFailure.reason(e)).append("; ");
      }
    }
    throw new IllegalStateException(
        Texts.of(
            "NVIDIA's run-time compiler NVRTC is not found (%sinstall the CUDA toolkit or build with -Pcuda)",
            problems));
  }

  /** Names and paths on this system to try one after another. */
  private static List<String> candidates() {
    if (File.separatorChar == '\\') {
      return DLLS;
    }
    List<String> candidates = new ArrayList<>(SONAMES);
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

  /** Folders of CUDA toolkits: where the usual variables point, and the usual place. */
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

  /** Unpacks a library into JavaCPP's cache, once per version, and loads it from there. */
  private static NativeLibrary unpacked(String part) throws IOException {
    URL resource = CompilerLibrary.class.getResource(ON_CLASS_PATH + part);
    if (resource == null) {
      throw new IOException("the class path has no " + part);
    }
    return NativeLibrary.getInstance(Loader.cacheResource(resource).getPath());
  }
}
