package org.morphoscope.journal;

import java.nio.file.Path;
import org.morphoscope.text.Texts;

/**
 * Where the journal's own things are in the folder of a run. What others put beside them (reports,
 * TensorBoard's files, the engine's address) is listed with them in {@code formats.md}.
 */
record RunPaths(Path folder) {
  Path info() {
    return folder.resolve("run.json");
  }

  Path events() {
    return folder.resolve("events.jsonl");
  }

  /** A line for each time that the events were opened to be written, in newer runs. */
  Path epochs() {
    return folder.resolve("epochs.jsonl");
  }

  Path summary() {
    return folder.resolve("summary.json");
  }

  Path locks() {
    return folder.resolve("locks.json");
  }

  Path adjustments() {
    return folder.resolve("adjustments.json");
  }

  /** What people wrote about the run; no run reads it. */
  Path notes() {
    return folder.resolve("notes.json");
  }

  Path lock() {
    return folder.resolve("run.lock");
  }

  Path seed() {
    return folder.resolve("seed");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path checkpoint(int round) {
    return checkpoints().resolve(Texts.of("round-%03d", round));
  }

  /** Beside the round that it is the tail of. */
  Path tail(int round) {
    return checkpoints().resolve(Texts.of("round-%03d.tail", round));
  }
}
