package org.morphoscope.ui.shell.interactor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Picture;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.remote.RemoteRunService;
import org.morphoscope.service.remote.TestServer;
import org.morphoscope.study.channel.ChannelMap;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.study.pictures.ScoredPicture;
import org.morphoscope.study.pictures.ScoredPictures;
import org.morphoscope.ui.session.RemoteRun;

/** What a channel of a run of another machine sees: nets and pictures come over the wire. */
@Timeout(60)
class ChannelsOfAServerTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");
  private static final int LAST = 4;
  private static final int SCORED = 12;

  @TempDir Path temporary;
  private final AtomicInteger asked = new AtomicInteger();
  private final ScoredPictures local = new ScoredPictures();

  private final class Shown implements RunStudies {
    @Override
    public List<Picture> pictures(Path run, RunConfig placed, int round, int[] places)
        throws IOException {
      asked.incrementAndGet();
      return local.of(run, config -> placed, round, places).stream()
          .map(one -> new Picture(one.pixels(), one.height(), one.width(), one.label()))
          .toList();
    }

    @Override
    public Map<String, byte[]> calibrate(Path run, RunConfig placed, Progress progress) {
      throw new AssertionError("nobody calibrates");
    }
  }

  /** As the run would describe itself had it been begun with the program of today. */
  private static void describe(Path run) throws IOException {
    ImagePipeline way =
        new ImagePipeline(
            List.of(0.5, 0.4, 0.3),
            List.of(0.2, 0.25, 0.3),
            IntStream.range(0, 10).mapToObj(k -> "class " + k).toList(),
            RunReader.open(run).state(0).snapshot().spec().input(),
            ImagePipeline.ResizeRule.SQUARE_AREA);
    ObjectMapper json = new ObjectMapper();
    ObjectNode info = (ObjectNode) json.readTree(run.resolve("run.json").toFile());
    PipelineCodec.encode(way, info);
    json.writeValue(run.resolve("run.json").toFile(), info);
  }

  private TestServer serve(RunStudies studies) throws IOException {
    Path to = temporary.resolve("runs/sample");
    Files.createDirectories(to.getParent());
    try (Stream<Path> all = Files.walk(SAMPLE)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(SAMPLE.relativize(each).toString()));
      }
    }
    return TestServer.open(
        temporary,
        config -> new FakeEngine(config, new FakeEngine.Script()),
        studies,
        Optional.empty());
  }

  private ChannelSources.There source(TestServer server) throws Exception {
    RunService client =
        server.kept(
            RemoteRunService.connect(
                server.address(),
                server.fingerprint(),
                TestServer.WATCH,
                temporary.resolve("mirrors"),
                new ClientProfile("ada", "0.0-test", 0)));
    LiveRun run = client.attach("sample", new Follower());
    run.await();
    return new ChannelSources.There(run.folder(), new RemoteRun(client, "sample"), SCORED);
  }

  @Test
  void mapsAndFavouritesAreThoseOfTheRunItself() throws Exception {
    try (TestServer server = serve(new Shown())) {
      describe(temporary.resolve("runs/sample"));
      ChannelSources.There source = source(server);
      assertFalse(source.folder().startsWith(temporary.resolve("runs")));
      assertFalse(Files.exists(source.folder().resolve("checkpoints/round-004/state.json")));
      source.bring(LAST);
      LookedAt pictures = source.pictures();
      source.pictures();
      assertEquals(1, asked.get(), "pictures come once");
      assertEquals(SCORED, pictures.images().size());
      int[] places = IntStream.range(0, SCORED).toArray();
      Path run = temporary.resolve("runs/sample");
      List<ScoredPicture> here = local.of(run, config -> config, 1, places);
      for (int i = 0; i < SCORED; i++) {
        assertArrayEquals(here.get(i).pixels(), pictures.images().copyOf(i));
        assertEquals(here.get(i).label(), pictures.classes().get(pictures.images().label(i)));
      }
      ChannelStudy study = new ChannelStudy(precision -> Team.of(Backend.load(1), precision));
      int id = RunReader.open(SAMPLE).state(LAST).channels().get(1).get(2).id();
      ChannelMap there = study.map(source.folder(), LAST, id, pictures, 5);
      ChannelMap same = study.map(SAMPLE, LAST, id, pictures, 5);
      assertArrayEquals(same.values(), there.values());
      assertEquals(
          study.favourites(SAMPLE, LAST, id, pictures),
          study.favourites(source.folder(), LAST, id, pictures));
    }
  }

  @Test
  void aRunThatDoesNotSayHowItsNetsSeePicturesHasNoMaps() {
    String no = assertThrows(IOException.class, () -> LookedAt.normalisation(SAMPLE)).getMessage();
    assertTrue(no.contains("open it where its data is"), no);
  }

  @Test
  void aServerThatShowsNoPicturesSaysSo() throws Exception {
    try (TestServer server = serve(RunStudies.none("No pictures: they are private."))) {
      ChannelSources.There source = source(server);
      source.bring(1);
      String no = assertThrows(IOException.class, source::pictures).getMessage();
      assertTrue(no.contains("No pictures: they are private."), no);
      // the filter needs none
      int id = RunReader.open(SAMPLE).state(1).channels().get(0).get(0).id();
      ChannelStudy study =
          new ChannelStudy(
              precision -> {
                throw new AssertionError("nothing is computed for a portrait");
              });
      assertTrue(study.portrait(source.folder(), 1, id).readsImages());
    }
  }
}
