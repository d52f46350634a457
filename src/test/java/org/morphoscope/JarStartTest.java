package org.morphoscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is missing when the jar is started by itself. */
class JarStartTest {
  @Test
  void whatIsMissingIsToldWithTheWayToStart() {
    assertEquals(Optional.empty(), JarStart.missing(name -> true, name -> true));
    String alone = JarStart.missing(name -> false, name -> true).orElseThrow();
    assertTrue(alone.contains("libraries") && alone.contains("bin/morphoscope"), alone);
    String bare = JarStart.missing(name -> true, name -> false).orElseThrow();
    assertTrue(bare.contains("--add-modules=jdk.incubator.vector"), bare);
  }
}
