package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.text.Texts;

/**
 * Kills a run at random moments and lets it go on, again and again: no round and no tail may be
 * lost, and in the end the events must be those of the run that was never killed. A run that is
 * done begins anew, until all kills are spent. Arguments: KILLS SEED [PROGRAM]; without PROGRAM, a
 * program below {@code bin}, the fake engine runs in processes of its own.
 */
public final class KilledRuns {
  private static final int ROUNDS = 10;

  /** Mean number, while the program works. */
  private static final int KILLS_A_RUN = 10;

  /** One kill in so many may fall into the start of Java. */
  private static final int EARLY = 10;

  private static final long LOOK_MILLIS = 5;

  /** What differs between two runs that are equal: times, and what follows from them. */
  private static final String TIMES =
      "\"(seconds\\w*|learnSeconds|run|created)\":(\"[^\"]*\"|[^,}]*)";

  private final SplittableRandom random;
  private final List<String> program;
  private final String images;
  private final Path folder;
  private final Path words;
  private int kills;
  private int lost;
  private int unequal;
  private int runs;

  private KilledRuns(long seed, List<String> program, String images, Path folder) {
    this.random = new SplittableRandom(seed);
    this.program = program;
    this.images = images;
    this.folder = folder;
    this.words = folder.resolve("words");
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("kills");
    boolean real = args.length > 2;
    List<String> program = real ? List.of(args[2]) : fake();
    String images = real ? "generated:256" : "generated:64";
    KilledRuns trial = new KilledRuns(Long.parseLong(args[1]), program, images, folder);
    try {
      trial.run(Integer.parseInt(args[0]));
    } finally {
      Durable.deleteTree(folder);
    }
    System.out.println(
        Texts.of(
            "%,d kills over %d runs of %d rounds: %d rounds or tails lost, %d runs with other events",
            trial.kills, trial.runs, ROUNDS, trial.lost, trial.unequal));
    System.exit(trial.lost + trial.unequal == 0 ? 0 : 1);
  }

  private void run(int count) throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    Process first = start(grow(whole));
    awaitWords(first);
    long millis = finish(first) / KILLS_A_RUN;
    String expected = events(whole);
    while (kills < count) {
      Path run = folder.resolve("run" + runs++);
      List<String> command = grow(run);
      while (kept(run) < 2 * (ROUNDS + 1) && kills < count) {
        int before = kept(run);
        Process process = start(command);
        // some kills fall before the program says anything, most while it works
        if (random.nextInt(EARLY) > 0) {
          awaitWords(process);
        }
        if (!process.waitFor(random.nextLong(Math.max(1, 2 * millis)), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          kills++;
        }
        lost += Math.max(0, before - kept(run));
        command =
            Files.exists(run.resolve("run.json")) ? List.of("resume", run.toString()) : grow(run);
      }
      finish(start(command));
      unequal += expected.equals(events(run)) ? 0 : 1;
      Durable.deleteTree(run);
    }
  }

  private List<String> grow(Path run) {
    return List.of(
        "grow",
        "--data",
        images,
        "--batch",
        "16",
        "--rounds",
        Integer.toString(ROUNDS),
        "--first-epochs",
        "1",
        "--epochs",
        "1",
        "--tail",
        "1",
        "--tail-at",
        "all",
        "--learn-samples",
        "32",
        "--score-samples",
        "32",
        "--growth",
        "1.05",
        "--threads",
        "1",
        "--out",
        run.toString());
  }

  /** Rounds and tails that are complete. */
  private static int kept(Path run) throws IOException {
    if (!Files.exists(run.resolve("run.json"))) {
      return 0;
    }
    RunReader reader = RunReader.open(run);
    return reader.checkpoints().size() + reader.tails().size();
  }

  private static String events(Path run) throws IOException {
    return Files.readString(run.resolve("events.jsonl")).replaceAll(TIMES, "\"$1\":0");
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    Files.deleteIfExists(words);
    return new ProcessBuilder(command)
        .redirectOutput(words.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits for the first words of a program, or its end. */
  private void awaitWords(Process process) throws IOException, InterruptedException {
    boolean silent = true;
    while (silent && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      silent = !Files.exists(words) || Files.size(words) == 0;
    }
  }

  private static long finish(Process process) throws InterruptedException {
    long begin = System.nanoTime();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("a run that nobody killed ended with exit code " + code);
    }
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static List<String> fake() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        System.getProperty("java.class.path"),
        FakeProgram.class.getName());
  }
}
