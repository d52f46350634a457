package org.morphoscope.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.text.Texts;

/** The state that a run with brought weights begins with, as named arrays. */
public final class SeedState {
  /** As many slots as any optimiser has; one that needs fewer passes over the rest. */
  public static final int SLOTS = 2;

  private static final String SLOT = "slot";

  private SeedState() {}

  /**
   * {@return these weights before their first step: the optimiser remembers nothing}
   *
   * @param spec the graph
   * @param found by the names of {@link Snapshot#arrays}, without slots; others are passed over
   * @throws IllegalArgumentException when an array is missing or has another length
   */
  public static Snapshot of(NetworkSpec spec, Map<String, NamedArray> found) {
    Map<String, NamedArray> weights = new LinkedHashMap<>();
    for (Layer layer : spec.layers()) {
      take(found, weights, layer, Integer.toString(layer.index()));
    }
    take(found, weights, spec.head(), "h");
    Map<String, NamedArray> arrays = new LinkedHashMap<>(weights);
    for (int slot = 0; slot < SLOTS; slot++) {
      String prefix = SLOT + slot + ".";
      weights.forEach(
          (name, array) -> {
            if (!name.startsWith("mean") && !name.startsWith("var")) {
              arrays.put(
                  prefix + name, new NamedArray(array.shape(), new double[array.values().length]));
            }
          });
    }
    return new Snapshot(spec, arrays, 0);
  }

  private static void take(
      Map<String, NamedArray> found, Map<String, NamedArray> taken, Layer layer, String suffix) {
    take(found, taken, "W" + suffix, layer.width() * layer.fanIn());
    int normalised = layer.batchNorm().isPresent() ? layer.width() : 0;
    for (String name : List.of("gamma", "beta", "mean", "var")) {
      take(found, taken, name + suffix, normalised);
    }
    take(found, taken, "b" + suffix, layer.bias() ? layer.width() : 0);
  }

  private static void take(
      Map<String, NamedArray> found, Map<String, NamedArray> taken, String name, int length) {
    if (length == 0) {
      return;
    }
    NamedArray array = found.get(name);
    if (array == null || array.values().length != length) {
      throw new IllegalArgumentException(
          Texts.of(
              "array '%s': expected %d numbers, found %s",
              name, length, array == null ? "none" : array.values().length));
    }
    taken.put(name, array);
  }

  /**
   * {@return SHA-256 (64 hex digits) over names and numbers of the weights, as float32: the same
   * net gives the same fingerprint on every machine and from every kind of file}
   *
   * @param seed what {@link #of} gave
   */
  public static String fingerprint(Snapshot seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(seed.arrays())
          .forEach(
              (name, array) -> {
                if (!name.startsWith(SLOT)) {
                  digest.update(name.getBytes(StandardCharsets.UTF_8));
                  digest.update(bytes(array));
                }
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer SHA-256", e);
    }
  }

  private static byte[] bytes(NamedArray array) {
    ByteBuffer bytes = ByteBuffer.allocate(array.values().length * Float.BYTES);
    for (double value : array.values()) {
      bytes.putFloat((float) value);
    }
    return bytes.array();
  }
}
