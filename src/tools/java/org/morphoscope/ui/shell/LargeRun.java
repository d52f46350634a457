package org.morphoscope.ui.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.history.RecordedProposals;
import org.morphoscope.history.RunHistory;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.session.Services;

/**
 * How much memory long runs of wide nets take. {@code write FOLDER ROUNDS WIDTH [COPIES]} makes a
 * scripted run of four layers of WIDTH channels, which has 8 WIDTH candidates and more, and writes
 * every proposal COPIES times over, each but the last in a round that is taken back; {@code window
 * FOLDER} opens it in a window and tells the heap in use, then fetches a round's joint model.
 */
final class LargeRun {
  private LargeRun() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("write")) {
      int copies = args.length > 4 ? Integer.parseInt(args[4]) : 1;
      write(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), copies);
    } else {
      Platform.startup(() -> {});
      window(Path.of(args[1]));
      System.exit(0);
    }
  }

  private static void write(Path folder, int rounds, int width, int copies) throws IOException {
    Files.createDirectories(folder);
    Path sample = Path.of("samples", "generated-tiny", "run.json");
    Files.copy(sample, folder.resolve("run.json"));
    int[] widths = new int[4];
    Arrays.fill(widths, width);
    Json json = new Json();
    Path events = folder.resolve("events.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(events))) {
      new FakeRun(
              RunConfig.standard("generated", "tiny", rounds, 7),
              FakeRun.chain(widths),
              1e6,
              new EngineControl(),
              Decider.automatic(),
              event -> append(event, json, copies, out))
          .run();
    }
    say("%s: %,d bytes", events, Files.size(events));
  }

  private static void append(GrowthEvent event, Json json, int copies, OutputStream out) {
    if (!EventCodec.isRecorded(event)) {
      return;
    }
    try {
      byte[] line = json.line(EventCodec.encode(event));
      if (event instanceof GrowthEvent.Proposed) {
        for (int copy = 1; copy < copies; copy++) {
          out.write(line);
          out.write(json.line(EventCodec.encode(new GrowthEvent.Undone(event.round()))));
        }
        say("round %d: %,d bytes", event.round(), line.length);
      }
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void window(Path folder) throws Exception {
    Services fake = FakeServices.of(new int[] {8, 8}, 1, 1, folder.getParent());
    Services services =
        new Services(
            fake.growth(),
            fake.data(),
            RunHistory::events,
            fake.calibration(),
            folder.getParent(),
            fake.firstRun(),
            fake.preferences(),
            List.of());
    MorphoscopeWindow[] window = new MorphoscopeWindow[1];
    FxWork.on(
        () -> {
          window[0] = new MorphoscopeWindow(new Stage(), services);
          window[0].show();
        });
    long begin = System.nanoTime();
    FxWork.on(() -> window[0].open(folder));
    boolean[] there = new boolean[1];
    while (!there[0]) {
      Thread.sleep(50);
      FxWork.on(() -> there[0] = window[0].player().recording().entries().size() > 1);
    }
    heap("opened after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    RecordedProposals proposals = new RecordedProposals(folder);
    begin = System.nanoTime();
    Optional<Proposal> fetched = proposals.fetch(1, 0);
    say(
        "round 1: %d candidates, joint model fetched in %d ms",
        fetched.orElseThrow().candidates().size(), (System.nanoTime() - begin) / 1_000_000);
    heap("with one joint model");
  }

  private static void heap(String when) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(300);
    }
    Runtime runtime = Runtime.getRuntime();
    say("%s: %,d bytes of heap in use", when, runtime.totalMemory() - runtime.freeMemory());
  }

  private static void say(String format, Object... values) {
    System.out.println(Texts.of(format, values));
  }
}
