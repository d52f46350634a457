package org.morphoscope.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.journal.codec.GramCodec;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;

class DamagedRunTest {
  @TempDir Path temporary;
  private Path run;

  @BeforeEach
  void record() throws IOException {
    run = temporary.resolve("run");
    RunConfig config = Configs.seeded(1, 1);
    RunInfo info =
        new RunInfo(
            "r1",
            "0",
            "17",
            "2026-01-01T00:00:00Z",
            "f",
            OptionalInt.empty(),
            List.of(),
            config,
            Optional.empty());
    try (RunJournal journal = RunJournal.create(RunLock.forNew(run), info)) {
      new GrowthRun(
              new RunIdentity("r1", "0"),
              config,
              new FakeEngine(config, new FakeEngine.Script()),
              Decider.automatic(),
              new EngineControl(),
              event -> {
                try {
                  journal.append(event);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              },
              journal::finishRound,
              () -> 0)
          .run(Optional.empty());
    }
  }

  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    int whole = RunReader.open(run).allEvents().size();
    Files.writeString(events(), "{\"v\":1,\"ty", StandardOpenOption.APPEND);
    assertEquals(whole, RunReader.open(run).allEvents().size());
    Files.delete(events());
    assertEquals(List.of(), RunReader.open(run).allEvents());
  }

  @Test
  void eventsAreReadOneByOne() throws IOException {
    byte[] bytes = Files.readAllBytes(events());
    try (EventReader reader = RunReader.open(run).events()) {
      assertTrue(reader.next().orElseThrow() instanceof GrowthEvent.RunStarted);
      assertEquals('\n', bytes[(int) reader.offset() - 1]);
    }
  }

  @Test
  void aLineThatIsNoEventIsNamed() throws IOException {
    List<String> lines = Files.readAllLines(events());
    Files.writeString(events(), lines.get(0) + "\nnonsense\n" + lines.get(1) + "\n");
    int offset = lines.get(0).getBytes(StandardCharsets.UTF_8).length + 1;
    assertSentence(
        () -> RunReader.open(run).allEvents(),
        events() + ", line 2 (byte " + offset + "), column",
        "expected JSON");
  }

  @Test
  void aProposalWithoutItsModelIsReadAsAnOutlineAndFetchedWhole() throws IOException {
    RunReader reader = RunReader.open(run);
    List<GrowthEvent> whole = reader.allEvents();
    List<GrowthEvent> outlines = new ArrayList<>();
    try (EventReader events = reader.outlines()) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        outlines.add(event.get());
      }
      assertEquals(Files.size(events()), events.offset());
    }
    assertEquals(whole.size(), outlines.size());
    Proposal proposed = null;
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i).getClass(), outlines.get(i).getClass());
      if (whole.get(i) instanceof GrowthEvent.Proposed full) {
        proposed = full.proposal();
        Proposal outline = ((GrowthEvent.Proposed) outlines.get(i)).proposal();
        assertFalse(outline.hasModel());
        assertEquals(0, outline.gram().size());
        assertEquals(proposed.candidates(), outline.candidates());
        assertEquals(proposed.selected(), outline.selected());
      }
    }
    Proposal fetched = reader.proposal(reader.proposals(), 1, 0);
    assertTrue(fetched.hasModel());
    assertArrayEquals(proposed.slope(), fetched.slope());
    assertEquals(proposed.gram().at(0, 1), fetched.gram().at(0, 1));
    assertTrue(reader.proposals().begin(1, 1).isEmpty());
    assertTrue(reader.proposals().begin(0, 0).isEmpty());
  }

  @Test
  void aLineThatIsNoEventIsNamedAlikeWhenModelsArePassedOver() throws IOException {
    List<String> lines = Files.readAllLines(events());
    String wrong = "{\"v\":1,\"type\":\"epoch\" \"round\":1}";
    Files.writeString(events(), lines.get(0) + "\n" + wrong + "\n" + lines.get(1) + "\n");
    int offset = lines.get(0).getBytes(StandardCharsets.UTF_8).length + 1;
    assertSentence(
        () -> RunReader.open(run).checkEvents(),
        events() + ", line 2 (byte " + offset + "), column",
        "expected JSON, found '{\"v\":1,\"type\":\"epoch\" \"round\":1}'");
    Files.writeString(events(), lines.get(0) + "\n" + lines.get(1) + " {}\n");
    assertSentence(
        () -> RunReader.open(run).checkEvents(), "expected nothing after the JSON, found");
  }

  @Test
  void aRunWithoutADescriptionIsNone() throws IOException {
    Files.delete(run.resolve("run.json"));
    assertSentence(
        () -> RunReader.open(run), "run.json: expected a run's description, found no such file");
    assertSentence(() -> RunLock.forExisting(run), "found no such file");
  }

  @Test
  void aBrokenDescriptionIsDescribed() throws IOException {
    Path info = run.resolve("run.json");
    String text = Files.readString(info);
    Files.writeString(info, text.replace("\"rounds\" : 1", "\"rounds\" : -1"));
    assertSentence(() -> RunReader.open(run), "run.json", "rounds: expected 0 to 100000, found -1");
    Files.writeString(info, text.replace("\"sgd\"", "\"sgdd\""));
    assertSentence(() -> RunReader.open(run), "one of sgd, adam", "\"sgdd\"");
    Files.writeString(info, text.substring(0, 100));
    assertSentence(() -> RunReader.open(run), "run.json, line");
    Files.writeString(info, text.replace("\"v\" : 1", "\"v\" : 2"));
    assertSentence(() -> RunReader.open(run), "newer Morphoscope");
  }

  @Test
  void aDescriptionThatIsNoJsonIsShownWhereItBreaks() throws IOException {
    Path info = run.resolve("run.json");
    String text = Files.readString(info);
    Files.writeString(info, text.replace("\"rounds\" : 1", "\"rounds\" 1"));
    assertSentence(
        () -> RunReader.open(run), "run.json, line", ": expected JSON, found '\"rounds\" 1,'; ");
    Files.writeString(info, text.substring(0, 100));
    assertSentence(() -> RunReader.open(run), "expected JSON, found the end of the text; ");
    Files.write(info, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    assertSentence(() -> RunReader.open(run), "line 1, column", "expected JSON, found 'PNG'; ");
    Files.writeString(info, "");
    assertSentence(() -> RunReader.open(run), "run.json: expected a run's description");
    Files.writeString(info, text + "{}");
    assertSentence(() -> RunReader.open(run), "expected nothing after the JSON, found '{}'; ");
    Files.writeString(info, text.replace("\"v\" : 1", "\"v\" : 1e99999999999"));
    assertSentence(() -> RunReader.open(run), "run.json");
    Files.writeString(info, "[".repeat(5000));
    assertSentence(() -> RunReader.open(run), "run.json: expected JSON, found a number, a name or");
  }

  /** The widest nets keep their Gram matrix as a factor of 2^26 numbers. */
  @Test
  void theLongestLineThatIsWrittenCanBeRead() {
    int size = 512;
    Gram gram = new FactorGram(new Factor(size, size), 1);
    double perNumber = (double) GramCodec.encode(gram).toString().length() / size / size;
    assertTrue(perNumber * (1 << 26) * 1.1 < EventLines.MAX_LINE, perNumber + " per number");
  }

  @Test
  void aCheckpointWithoutAFileIsDescribed() throws IOException {
    Files.delete(run.resolve("checkpoints/round-001/W0.npy"));
    assertSentence(() -> RunReader.open(run).state(1), "W0.npy", "found no such file");
    Files.delete(run.resolve("checkpoints/round-000/state.json"));
    assertSentence(() -> RunReader.open(run).summaries(), "state.json", "no such file");
    try (RunLock lock = RunLock.forExisting(run)) {
      assertSentence(() -> RunJournal.reopen(lock), "W0.npy", "go on from the one before");
    }
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() throws IOException {
    Path state = run.resolve("checkpoints/round-001/state.json");
    Files.writeString(state, Files.readString(state).replace("\"W0\"", "\"../../x\""));
    assertSentence(() -> RunReader.open(run).state(1), "state.json", "../../x");
  }

  @Test
  void eventsThatWereCutTooFarAreDescribed() throws IOException {
    Files.writeString(events(), "");
    try (RunLock lock = RunLock.forExisting(run)) {
      assertSentence(() -> RunJournal.reopen(lock), "events.jsonl, byte", "the end of round");
    }
  }

  /** Whatever a disk or an editor does to a file: the run is read, or one sentence says why not. */
  @ParameterizedTest
  @ValueSource(
      strings = {"run.json", "events.jsonl", "checkpoints/round-001/state.json", "locks.json"})
  void changedBytesGiveARunOrOneSentence(String name) throws IOException {
    Path file = run.resolve(name);
    if (name.equals("locks.json")) {
      new LocksFile(file).write(List.of(0, 1));
    }
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(3);
    int refused = 0;
    for (int n = 0; n < 120; n++) {
      byte[] changed =
          n % 7 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int i = 0; i < 1 + n % 3 && changed.length > 0; i++) {
        byte[] letters = "0123456789-.e\"{}[],:nulltrue \n".getBytes(StandardCharsets.UTF_8);
        changed[random.nextInt(changed.length)] = letters[random.nextInt(letters.length)];
      }
      Files.write(file, changed);
      try {
        RunReader reader = RunReader.open(run);
        reader.allEvents();
        reader.summaries();
        reader.state(1);
        new LocksFile(run.resolve("locks.json")).read();
      } catch (JournalException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
      }
    }
    assertTrue(refused > 20, refused + " refused");
  }

  private Path events() {
    return run.resolve("events.jsonl");
  }

  private static void assertSentence(Executable reading, String... parts) {
    JournalException e = assertThrows(JournalException.class, reading);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    assertTrue(e.getMessage().endsWith("."), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    // the parser's words
    assertFalse(e.getMessage().matches(".*(Unexpected|[Tt]oken|Unrecognized).*"), e.getMessage());
  }
}
