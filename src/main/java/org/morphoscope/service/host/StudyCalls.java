package org.morphoscope.service.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.SeedFolder;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Picture;
import org.morphoscope.service.wire.FileReceiver;
import org.morphoscope.service.wire.FileSender;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Results;
import org.morphoscope.text.Texts;

/** Calls whose answers are files: what a run's data shows, and weights that come with a call. */
final class StudyCalls {
  private static final int MOST_PICTURES = 256;
  private static final long MOST_WEIGHTS = 512L << 20;

  private final HostedRuns runs;
  private final HostPolicy policy;

  StudyCalls(HostedRuns runs, HostPolicy policy) {
    this.runs = runs;
    this.policy = policy;
  }

  /** Sends pictures: of each a description, then its pixels as a file. */
  void pictures(Link link, Fields from) throws IOException {
    Path run = runs.folder(MessageJson.shortText(from, "id"));
    List<Integer> places = from.integers("places");
    if (places.size() > MOST_PICTURES) {
      throw new IOException(
          Texts.of(
              "pictures: expected at most %d at once, found %d; ask for fewer.",
              MOST_PICTURES, places.size()));
    }
    int[] wanted = places.stream().mapToInt(Integer::intValue).toArray();
    List<Picture> pictures;
    try (SignsOfLife signs = new SignsOfLife(link)) {
      pictures = policy.studies().pictures(run, placed(run), from.integer("round"), wanted);
    }
    for (int i = 0; i < pictures.size(); i++) {
      Picture each = pictures.get(i);
      Results.send(
          link,
          MessageJson.object()
              .put("pixels", "p" + i)
              .put("height", each.height())
              .put("width", each.width())
              .put("label", each.label()));
      FileSender.send(link, "p" + i, new ByteArrayInputStream(each.pixels()));
    }
    FileSender.done(link);
  }

  private RunConfig placed(Path run) throws IOException {
    return policy.placed(RunReader.open(run).config());
  }

  /** Calibrates a run that rests, tells of every step, and sends the report's files. */
  void calibrate(Link link, Fields from) throws IOException {
    String id = MessageJson.shortText(from, "id");
    Path run = runs.folder(id);
    if (runs.hosted(id).filter(hosted -> !hosted.isDone()).isPresent()) {
      throw new IOException("Stop the run, or let it finish, before you calibrate it.");
    }
    Map<String, byte[]> files;
    try (SignsOfLife signs = new SignsOfLife(link)) {
      files = policy.studies().calibrate(run, placed(run), line -> say(link, line));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      FileSender.send(link, file.getKey(), new ByteArrayInputStream(file.getValue()));
    }
    FileSender.done(link);
  }

  private static void say(Link link, String line) throws IOException {
    Results.send(link, MessageJson.object().put("line", line));
  }

  /**
   * The weights of a file that a run is to begin with, which are asked for now.
   *
   * @throws IOException in one sentence when they do not arrive whole or are another net's
   */
  static Snapshot weights(Link link, RunConfig config) throws IOException {
    Results.send(link, MessageJson.object().put("send", true));
    Path run = Files.createTempDirectory("morphoscope-seed");
    try {
      Path seed = Files.createDirectory(run.resolve("seed"));
      new FileReceiver(link, MOST_WEIGHTS).toDisk(seed::resolve);
      return SeedFolder.read(run, config);
    } finally {
      Durable.deleteTree(run);
    }
  }
}
