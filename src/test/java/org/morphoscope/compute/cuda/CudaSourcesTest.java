package org.morphoscope.compute.cuda;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels' CUDA C++ compiles; needs NVRTC but no card, skipped without NVRTC. */
class CudaSourcesTest {
  private static Compiler compiler;

  @BeforeAll
  static void loadCompiler() {
    try {
      compiler = new Compiler();
    } catch (IllegalStateException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"sm_80, float", "sm_80, double", "sm_90, float", "sm_90, double"})
  void allKernelsCompile(String architecture, String real) {
    assertTrue(compiler.compile(KernelSources.text(), architecture, real).length > 0);
  }

  @Test
  void anErrorNamesFileAndLine() {
    String broken = KernelSources.text() + "#line 7 \"broken.cu\"\nnonsense;\n";
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> compiler.compile(broken, "sm_90", "float"));
    assertTrue(e.getMessage().contains("broken.cu(7)"), e.getMessage());
  }
}
