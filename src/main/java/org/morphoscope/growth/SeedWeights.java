package org.morphoscope.growth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.growth.GrowthEngine.NamedArray;
import org.morphoscope.growth.GrowthEngine.Snapshot;
import org.morphoscope.net.NetworkSpec;

/** A trained net as the state that a run begins with. */
public final class SeedWeights {
  /** As many slots as any optimiser has; one that needs fewer passes over the rest. */
  private static final int SLOTS = 2;

  private SeedWeights() {}

  /** The net before its first step here: the optimiser remembers nothing. */
  public static Snapshot of(NetworkSpec spec, Weights weights) {
    OptimiserState fresh =
        new OptimiserState(Stream.generate(weights::zeros).limit(SLOTS).toList(), 0);
    return Snapshots.of(spec, weights, fresh);
  }

  /**
   * SHA-256 (64 hex digits) over names and numbers of the weights, as float32: the same net gives
   * the same fingerprint on every machine and from every kind of file.
   */
  public static String fingerprint(Snapshot seed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(seed.arrays())
          .forEach(
              (name, array) -> {
                if (!name.startsWith("slot")) {
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
