package org.morphoscope.model.safetensors;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.morphoscope.compute.Weights;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.Parameter;
import org.morphoscope.model.Parameters;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.NetworkSpec;

/**
 * What a safetensors file holds.
 *
 * @param file where it was read
 * @param metadata the texts of its header
 * @param arrays by name
 */
public record StoredArrays(Path file, Map<String, String> metadata, Map<String, Parameter> arrays) {
  /**
   * Copies the maps; their order stays.
   *
   * @param file where it was read
   * @param metadata the texts of its header
   * @param arrays by name
   */
  public StoredArrays {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /**
   * {@return the numbers of a net}
   *
   * @param spec the net whose arrays are looked for by name
   * @throws ModelException when an array is missing or does not fit
   */
  public Weights weights(NetworkSpec spec) throws ModelException {
    try {
      return Parameters.weights(
          spec, name -> arrays.containsKey(name) ? arrays.get(name).values() : null);
    } catch (IllegalArgumentException e) {
      throw ModelException.of(
          file,
          new UnsuitableException(
              "", "the arrays of this net", "that " + e.getMessage(), "choose the net's own file"));
    }
  }
}
