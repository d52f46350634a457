package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.NetCodec;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.journal.codec.SummaryCodec;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** The folders {@code checkpoints/round-NNN} and, behind a tail, {@code round-NNN.tail}. */
final class Checkpoints {
  private static final int VERSION = 1;
  static final String STATE = "state.json";
  private static final String ARCHITECTURE = "architecture.json";
  private static final Pattern ROUND = Pattern.compile("round-(\\d{3,9})");
  private static final Pattern TAIL = Pattern.compile("round-(\\d{3,9})\\.tail");
  private static final Pattern ARRAY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final RunPaths paths;
  private final Json json = new Json();

  Checkpoints(RunPaths paths) {
    this.paths = paths;
  }

  /**
   * What {@code state.json} says.
   *
   * @param events byte of {@code events.jsonl} at which the round ends
   * @param arrays names and sizes in bytes of the array files
   * @param kept whether the net is there; else only what is said of it
   */
  record Header(
      int round, long events, RoundSummary summary, Map<String, Long> arrays, boolean kept) {}

  /**
   * Writes a checkpoint, which also tells the run and how its net is used on pictures: at no moment
   * is there a folder of that name that is not complete.
   */
  void write(RoundState state, long events, RunInfo info) throws IOException {
    Path target = folder(state.round(), state.afterTail());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Durable.deleteTree(temporary);
    Durable.createFolders(temporary);
    ArrayNode arrays = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<String, NamedArray> entry : state.snapshot().arrays().entrySet()) {
      String name = requireName(entry.getKey());
      Path file = temporary.resolve(name + ".npy");
      Npy.write(file, entry.getValue().shape(), entry.getValue().values());
      arrays.addObject().put("name", name).put("bytes", Files.size(file));
    }
    ObjectNode architecture = NetCodec.encode(state.snapshot().spec());
    architecture.put("v", VERSION);
    Durable.write(temporary.resolve(ARCHITECTURE), json.pretty(architecture));
    ObjectNode description =
        JsonNodeFactory.instance
            .objectNode()
            .put("v", VERSION)
            .put("run", info.runId())
            .put("round", state.round())
            .put("steps", state.snapshot().steps())
            .put("eventsBytes", events)
            .put("nextChannelId", state.nextChannelId());
    description.set("channels", NetCodec.encode(state.channels()));
    description.set("summary", SummaryCodec.encode(state.summary()));
    info.pipeline().ifPresent(pipeline -> PipelineCodec.encode(pipeline, description));
    description.set("arrays", arrays);
    if (!state.locked().isEmpty()) {
      ProposalCodec.put(description, "locked", state.locked().stream().sorted().toList());
    }
    Durable.write(temporary.resolve(STATE), json.pretty(description));
    Durable.forceFolder(temporary);
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceFolder(paths.checkpoints());
  }

  private static String requireName(String name) {
    if (!ARRAY.matcher(name).matches()) {
      throw new MalformedException("array names of letters, digits, . _ and -", name);
    }
    return name;
  }

  /** Rounds that have a folder, complete or not, in order. */
  List<Integer> rounds() throws IOException {
    return numbers(ROUND);
  }

  /** Rounds whose tail has a folder, complete or not, in order. */
  List<Integer> tails() throws IOException {
    return numbers(TAIL);
  }

  private Path folder(int round, boolean tail) {
    return tail ? paths.tail(round) : paths.checkpoint(round);
  }

  private List<Integer> numbers(Pattern pattern) throws IOException {
    if (!Files.isDirectory(paths.checkpoints())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(paths.checkpoints())) {
      return folders
          .map(folder -> pattern.matcher(folder.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Integer.parseInt(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads the description and looks whether every file is there.
   *
   * @throws JournalException in one sentence when the checkpoint is not complete
   */
  Header header(int round, boolean tail) throws JournalException {
    Path folder = folder(round, tail);
    Header header = json.read(folder.resolve(STATE), "the state of a round", Checkpoints::header);
    if (header.round() != round) {
      throw JournalException.at(
          folder.resolve(STATE),
          "",
          "round " + round,
          "round " + header.round(),
          "rename the folder back");
    }
    for (Map.Entry<String, Long> array : header.arrays().entrySet()) {
      Path file = folder.resolve(array.getKey() + ".npy");
      long size = Files.isRegularFile(file) ? file.toFile().length() : -1;
      if (size != array.getValue()) {
        throw JournalException.at(
            file,
            "",
            array.getValue() + " bytes",
            size < 0 ? "no such file" : size + " bytes",
            "restore it from a copy or delete this checkpoint to go on from the one before");
      }
    }
    spec(folder);
    return header;
  }

  private static Header header(Fields from) {
    Versions.require(from, VERSION);
    Map<String, Long> arrays = new LinkedHashMap<>();
    for (Fields array : from.objects("arrays")) {
      arrays.put(requireName(array.text("name")), array.integer64("bytes"));
    }
    return new Header(
        from.integer("round"),
        from.integer64("eventsBytes"),
        SummaryCodec.decode(from.object("summary")),
        arrays,
        from.isNull(LeanCheckpoint.KEPT) || from.flag(LeanCheckpoint.KEPT));
  }

  private NetworkSpec spec(Path folder) throws JournalException {
    return json.read(
        folder.resolve(ARCHITECTURE),
        "a network",
        from -> {
          Versions.require(from, VERSION);
          return NetCodec.decodeSpec(from);
        });
  }

  /** Reads a checkpoint whole. */
  RoundState read(int round, boolean tail) throws JournalException {
    Header header = header(round, tail);
    Path folder = folder(round, tail);
    if (!header.kept()) {
      throw notKept(folder, round, tail);
    }
    NetworkSpec spec = spec(folder);
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (String name : header.arrays().keySet()) {
      Npy.Array array = Npy.read(folder.resolve(name + ".npy"));
      arrays.put(name, new NamedArray(array.shape(), array.values()));
    }
    return json.read(
        folder.resolve(STATE),
        "the state of a round",
        from ->
            new RoundState(
                round,
                new Snapshot(spec, arrays, from.integer64("steps")),
                NetCodec.architecture(spec, NetCodec.decodeChannels(from, "channels")).channels(),
                from.integer("nextChannelId"),
                header.summary(),
                Set.copyOf(from.integersOrNone("locked"))));
  }

  private JournalException notKept(Path folder, int round, boolean tail) throws JournalException {
    List<Integer> all;
    try {
      all = rounds();
    } catch (IOException e) {
      throw JournalException.unreadable(paths.checkpoints(), e);
    }
    return JournalException.at(
        folder,
        "",
        Texts.of("the net %s round %d", tail ? "behind the tail of" : "of", round),
        "its figures only, since the run keeps the net of its last round alone (--keep last)",
        Texts.of(
            "take round %d, or begin a run with --keep all to have every round's net",
            all.get(all.size() - 1)));
  }

  /** Lets the nets of all rounds before this one go, and those behind their tails. */
  void letGoBefore(int first) throws IOException {
    for (boolean tail : new boolean[] {false, true}) {
      for (int round : tail ? tails() : rounds()) {
        if (round < first) {
          LeanCheckpoint.make(folder(round, tail));
        }
      }
    }
  }

  /** Sets those of rounds from this one on aside, with their tails. */
  void setAsideFrom(int first) throws IOException {
    for (boolean tail : new boolean[] {false, true}) {
      for (int round : tail ? tails() : rounds()) {
        if (round >= first) {
          setAside(round, tail);
        }
      }
    }
  }

  /** Renames a checkpoint that does not belong to the run any more, so that its round can be. */
  void setAside(int round, boolean tail) throws IOException {
    Path folder = folder(round, tail);
    int n = 1;
    Path aside;
    do {
      aside = folder.resolveSibling(folder.getFileName() + ".aside-" + n++);
    } while (Files.exists(aside));
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what a kill during {@link #write} left behind. */
  void removeTemporaries() throws IOException {
    if (!Files.isDirectory(paths.checkpoints())) {
      return;
    }
    List<Path> temporaries = new ArrayList<>();
    try (Stream<Path> folders = Files.list(paths.checkpoints())) {
      folders.filter(f -> f.getFileName().toString().endsWith(".tmp")).forEach(temporaries::add);
    }
    for (Path temporary : temporaries) {
      Durable.deleteTree(temporary);
    }
  }
}
