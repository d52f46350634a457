package org.morphoscope.compute.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.morphoscope.text.Texts;

/**
 * NVRTC, NVIDIA's run-time compiler: CUDA C++ in, machine code for one sort of card out. Needs no
 * card. Pointers and handles are {@code long}.
 */
public final class Compiler {
  private final String version;

  /** Kept, because JNA closes libraries that nobody holds. */
  private final List<NativeLibrary> libraries;

  /**
   * Loads the library.
   *
   * @throws IllegalStateException when it is not on this machine; the message is a clause
   */
  public Compiler() {
    libraries = CompilerLibrary.load();
    Native.register(Compiler.class, libraries.get(libraries.size() - 1));
    HostMemory numbers = new HostMemory(2 * Integer.BYTES);
    check(nvrtcVersion(numbers.address(), numbers.address() + Integer.BYTES), "tell its version");
    version = numbers.getInt(0) + "." + numbers.getInt(Integer.BYTES);
  }

  /** {@return the version of the library, for example {@code "13.0"}} */
  public String version() {
    return version;
  }

  /**
   * {@return machine code of the program for that sort of card}
   *
   * @param source CUDA C++
   * @param architecture for example {@code "sm_90"}
   * @param real {@code "float"} or {@code "double"}, what REAL stands for
   * @throws IllegalStateException with the compiler's words when it refuses the program
   */
  public byte[] compile(String source, String architecture, String real) {
    HostMemory out = new HostMemory(Long.BYTES);
    check(nvrtcCreateProgram(out.address(), source, "morphoscope.cu", 0, 0, 0), "take the program");
    long program = out.getLong(0);
    try {
      List<String> options = List.of("--gpu-architecture=" + architecture, "-DREAL=" + real);
      HostMemory texts = new HostMemory(256);
      HostMemory pointers = new HostMemory(Long.BYTES * options.size());
      int at = 0;
      for (int i = 0; i < options.size(); i++) {
        pointers.putLong(i * Long.BYTES, texts.address() + at);
        for (byte b : (options.get(i) + "\0").getBytes(StandardCharsets.US_ASCII)) {
          texts.put(at++, b);
        }
      }
      int refused = nvrtcCompileProgram(program, options.size(), pointers.address());
      pointers.keep();
      texts.keep();
      if (refused != 0) {
        throw new IllegalStateException(
            Texts.of("NVRTC does not compile the kernels for %s: %s", architecture, log(program)));
      }
      check(nvrtcGetCUBINSize(program, out.address()), "give the code's size");
      HostMemory code = new HostMemory(Math.toIntExact(out.getLong(0)));
      check(nvrtcGetCUBIN(program, code.address()), "give the code");
      return code.bytes();
    } finally {
      out.putLong(0, program);
      check(nvrtcDestroyProgram(out.address()), "forget the program");
      out.keep();
    }
  }

  /** The compiler's words about a program. */
  private static String log(long program) {
    HostMemory size = new HostMemory(Long.BYTES);
    check(nvrtcGetProgramLogSize(program, size.address()), "give the size of its log");
    HostMemory text = new HostMemory(Math.toIntExact(size.getLong(0)) + 1);
    check(nvrtcGetProgramLog(program, text.address()), "give its log");
    return text.string(text.address()).strip();
  }

  /** Throws when a call of NVRTC failed; its errors are told by their numbers. */
  private static void check(int code, String what) {
    if (code != 0) {
      throw new IllegalStateException(Texts.of("NVRTC did not %s: error %d", what, code));
    }
  }

  // the functions of NVRTC that are used: 0 or an error code
  private static native int nvrtcVersion(long major, long minor);

  private static native int nvrtcCreateProgram(
      long program, String source, String name, int headers, long headerTexts, long headerNames);

  private static native int nvrtcCompileProgram(long program, int options, long optionTexts);

  private static native int nvrtcGetCUBINSize(long program, long size);

  private static native int nvrtcGetCUBIN(long program, long code);

  private static native int nvrtcGetProgramLogSize(long program, long size);

  private static native int nvrtcGetProgramLog(long program, long text);

  private static native int nvrtcDestroyProgram(long program);
}
