package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.util.HashMap;
import java.util.Map;

/** Compiled kernels on the card, by name. */
final class Program {
  /** The driver's handle; lives as long as the card's context. */
  private final long module;

  /** Handles by name, looked up once. */
  private final Map<String, Long> functions = new HashMap<>();

  /** Loads machine code; the calling thread has entered the card. */
  Program(byte[] code) {
    HostMemory image = new HostMemory(code.length);
    image.put(code);
    HostMemory handle = new HostMemory(Long.BYTES);
    check(Driver.cuModuleLoadData(handle.address(), image.address()), "load the kernels");
    image.keep();
    module = handle.getLong(0);
  }

  /** Handle of a kernel by its name in the CUDA text. */
  synchronized long function(String name) {
    return functions.computeIfAbsent(name, this::find);
  }

  private long find(String name) {
    HostMemory handle = new HostMemory(Long.BYTES);
    check(Driver.cuModuleGetFunction(handle.address(), module, name), "find the kernel " + name);
    return handle.getLong(0);
  }
}
