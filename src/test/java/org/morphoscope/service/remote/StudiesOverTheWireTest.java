package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Asking;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.SeedState;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Picture;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.client.ClientProfile;

/** What clients without the data ask for: pictures, calibrations, runs on weights of their own. */
@Timeout(60)
class StudiesOverTheWireTest {
  private static final ClientProfile CLIENT = new ClientProfile("ada on laptop", "0.0-test", 0);

  @TempDir Path temporary;
  private final CompletableFuture<IOException> ended = new CompletableFuture<>();
  private String seen = "";

  /** Pictures of 300 x 300 pixels, which fit into no frame, and a report in two files. */
  private final RunStudies studies =
      new RunStudies() {
        @Override
        public List<Picture> pictures(Path run, RunConfig placed, int round, int[] places) {
          seen = run.getFileName() + " " + placed.data().name() + " " + round;
          List<Picture> pictures = new ArrayList<>();
          for (int place : places) {
            pictures.add(new Picture(pixels(place), 300, 300, "class " + place));
          }
          return pictures;
        }

        @Override
        public Map<String, byte[]> calibrate(Path run, RunConfig placed, Progress progress)
            throws IOException {
          try {
            progress.say("scoring");
            for (int i = 0; i < 200 && run.getFileName().toString().equals("long"); i++) {
              progress.say("step " + i);
              TimeUnit.MILLISECONDS.sleep(20);
            }
          } catch (IOException e) {
            ended.complete(e);
            throw e;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          Map<String, byte[]> files = new LinkedHashMap<>();
          files.put("report.json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          files.put("figure-0.png", pixels(3));
          return files;
        }
      };

  private static byte[] pixels(int place) {
    byte[] pixels = new byte[3 * 300 * 300];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + place);
    }
    return pixels;
  }

  private TestServer server(GrowthEngineFactory engines) throws IOException {
    return TestServer.open(temporary, engines, studies, Optional.empty());
  }

  private RunService client(TestServer server, String token) throws IOException {
    return server.kept(
        RemoteRunService.connect(
            server.address(), server.fingerprint(), token, temporary.resolve("mirrors"), CLIENT));
  }

  private static RunStart start(String id, Asking.Mode mode) {
    RunConfig config =
        Configs.seeded(1, 1).withData(new DataChoice("digits", OptionalInt.empty(), 0.2));
    return new RunStart(id, config, new Ask(mode, 5));
  }

  @Test
  void picturesComeInTheOrderOfTheirPlacesAndTheServerKnowsWhereTheyAre() throws Exception {
    try (TestServer server = server(config -> new FakeEngine(config, new FakeEngine.Script()))) {
      client(server, TestServer.OWN)
          .start(start("run", Asking.Mode.AUTOMATIC), new Follower())
          .await();
      RunService watcher = client(server, TestServer.WATCH);
      List<Picture> pictures = watcher.pictures("run", 1, new int[] {7, 0, 5});
      assertEquals("run mnist:/secret/place 1", seen);
      assertEquals(List.of("class 7", "class 0", "class 5"), labels(pictures));
      assertArrayEquals(pixels(5), pictures.get(2).pixels());
      assertEquals(List.of(), watcher.pictures("run", 1, new int[0]));
      IOException many =
          assertThrows(IOException.class, () -> watcher.pictures("run", 1, new int[1000]));
      assertTrue(many.getMessage().contains("at most 256"), many.getMessage());
      assertThrows(IOException.class, () -> watcher.pictures("../run", 1, new int[1]));
    }
  }

  private static List<String> labels(List<Picture> pictures) {
    return pictures.stream().map(Picture::label).toList();
  }

  @Test
  void aCalibrationTellsItsStepsAndEndsWhenNobodyWaitsForIt() throws Exception {
    try (TestServer server = server(config -> new FakeEngine(config, new FakeEngine.Script()))) {
      RunService owner = client(server, TestServer.OWN);
      for (String id : List.of("short", "long")) {
        owner.start(start(id, Asking.Mode.AUTOMATIC), new Follower()).await();
      }
      List<String> lines = new ArrayList<>();
      Map<String, byte[]> files = owner.calibrate("short", lines::add);
      assertEquals(List.of("scoring"), lines);
      assertEquals(List.of("report.json", "figure-0.png"), List.copyOf(files.keySet()));
      assertArrayEquals(pixels(3), files.get("figure-0.png"));

      assertThrows(
          CancellationException.class,
          () ->
              owner.calibrate(
                  "long",
                  line -> {
                    if (line.equals("step 3")) {
                      throw new CancellationException();
                    }
                  }));
      ended.get(20, TimeUnit.SECONDS);

      IOException role =
          assertThrows(
              IOException.class,
              () -> client(server, TestServer.WATCH).calibrate("short", lines::add));
      assertTrue(role.getMessage().contains("role watch"), role.getMessage());
      Follower follower = new Follower();
      LiveRun live = owner.start(start("live", Asking.Mode.ASK), follower);
      follower.await(() -> live.asking().pending().isPresent());
      IOException runs = assertThrows(IOException.class, () -> owner.calibrate("live", lines::add));
      assertTrue(runs.getMessage().contains("Stop the run"), runs.getMessage());
      live.asking().setMode(Asking.Mode.AUTOMATIC);
      live.await();
    }
  }

  private static Snapshot weights(NetworkSpec spec) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (Layer layer : spec.layers()) {
      put(arrays, layer, Integer.toString(layer.index()));
    }
    put(arrays, spec.head(), "h");
    return SeedState.of(spec, arrays);
  }

  private static void put(Map<String, NamedArray> arrays, Layer layer, String suffix) {
    for (String name : List.of("W", "gamma", "beta", "mean", "var", "b")) {
      int length = name.equals("W") ? layer.width() * layer.fanIn() : layer.width();
      double[] values = new double[length];
      for (int i = 0; i < length; i++) {
        // as float32, the precision of the files
        values[i] = (float) Math.sin(i + name.hashCode() + suffix.hashCode());
      }
      arrays.put(name + suffix, new NamedArray(new int[] {length}, values));
    }
  }

  /** Tells what it begins with, and does nothing with it. */
  private static GrowthEngine restoring(RunConfig config, CompletableFuture<Snapshot> begun) {
    GrowthEngine engine =
        new FakeEngine(config.withSeedNet(SeedNet.named("tiny")), new FakeEngine.Script());
    return (GrowthEngine)
        Proxy.newProxyInstance(
            GrowthEngine.class.getClassLoader(),
            new Class<?>[] {GrowthEngine.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("restore")) {
                begun.complete((Snapshot) arguments[0]);
                return null;
              }
              try {
                return method.invoke(engine, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aRunBeginsOnWeightsThatTheClientSends() throws Exception {
    NetworkSpec spec = SeedNetworks.create("tiny", new TensorShape(3, 8, 8), 2);
    Snapshot weights = weights(spec);
    SeedFile file = new SeedFile("net.onnx", SeedState.fingerprint(weights), Optional.empty());
    RunConfig config =
        start("seeded", Asking.Mode.AUTOMATIC)
            .config()
            .withSeedNet(SeedNet.named("tiny").with(spec, Optional.of(file)));
    RunStart start = new RunStart("seeded", config, Optional.of(weights), Ask.nobody(), Set.of());
    CompletableFuture<Snapshot> begun = new CompletableFuture<>();
    try (TestServer server = server(opened -> restoring(opened, begun))) {
      client(server, TestServer.OWN).start(start, new Follower());
      Snapshot found = begun.get(20, TimeUnit.SECONDS);
      assertEquals(SeedState.fingerprint(weights), SeedState.fingerprint(found));
      assertArrayEquals(weights.arrays().get("W0").values(), found.arrays().get("W0").values());
      // other weights than the configuration speaks of
      SeedFile other = new SeedFile("net.onnx", "0".repeat(64), Optional.empty());
      RunStart wrong =
          new RunStart(
              "wrong",
              config.withSeedNet(SeedNet.named("tiny").with(spec, Optional.of(other))),
              Optional.of(weights),
              Ask.nobody(),
              Set.of());
      RunService owner = client(server, TestServer.OWN);
      IOException no = assertThrows(IOException.class, () -> owner.start(wrong, new Follower()));
      assertTrue(no.getMessage().contains("fingerprint"), no.getMessage());
      RunService watcher = client(server, TestServer.WATCH);
      assertThrows(IOException.class, () -> watcher.start(start, new Follower()));
    }
  }
}
