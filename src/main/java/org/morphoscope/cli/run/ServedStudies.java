package org.morphoscope.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Picture;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.remote.ServedDevice;
import org.morphoscope.study.calibrate.Calibration;
import org.morphoscope.study.calibrate.CalibrationFigures;
import org.morphoscope.study.calibrate.CalibrationHtml;
import org.morphoscope.study.calibrate.CalibrationNet;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.CalibrationWire;
import org.morphoscope.study.calibrate.WorkClock;
import org.morphoscope.study.pictures.ScoredPictures;
import org.morphoscope.text.Texts;

/** What a server finds out about its runs from their data. */
final class ServedStudies implements RunStudies {
  private final Function<Precision, Team> teams;
  private final ServedDevice device;
  private final boolean shows;
  private final ScoredPictures pictures = new ScoredPictures();

  /**
   * @param teams makes threads and kernels of a precision
   * @param device on which one computes at a time
   * @param shows whether clients may see images of the data
   */
  ServedStudies(Function<Precision, Team> teams, ServedDevice device, boolean shows) {
    this.teams = teams;
    this.device = device;
    this.shows = shows;
  }

  @Override
  public List<Picture> pictures(Path run, RunConfig placed, int round, int[] places)
      throws IOException {
    if (!shows) {
      throw new IOException("No pictures: this service does not show its data.");
    }
    return pictures.of(run, config -> placed, round, places).stream()
        .map(one -> new Picture(one.pixels(), one.height(), one.width(), one.label()))
        .toList();
  }

  @Override
  public Map<String, byte[]> calibrate(Path run, RunConfig placed, Progress progress)
      throws IOException {
    progress.say("waiting for the device");
    device.acquire();
    try (Team team = teams.apply(Precision.FLOAT)) {
      progress.say("reading the run and its images");
      CalibrationNet net = CalibrationNet.recorded(run, placed);
      String backend = Texts.of("%s, threads: %d", team.lead().id(), team.shards());
      CalibrationReport report =
          new Calibration(
                  net, Calibration.Options.standard(), new WorkClock(), line -> say(progress, line))
              .run(team, backend);
      return files(report);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      device.release();
    }
  }

  private static void say(Progress progress, String line) {
    try {
      progress.say(line);
    } catch (IOException e) {
      // nobody waits for it any more
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> files(CalibrationReport report) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(CalibrationWire.REPORT, CalibrationWire.write(report));
    String page = CalibrationHtml.page(report, CalibrationFigures.of(report));
    files.put(CalibrationWire.PAGE, page.getBytes(StandardCharsets.UTF_8));
    List<byte[]> figures = CalibrationFigures.png(report);
    for (int i = 0; i < figures.size(); i++) {
      files.put(CalibrationWire.figure(i), figures.get(i));
    }
    return files;
  }
}
