package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.GrowthService;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.settings.Preferences;

/**
 * Everything the window gets from outside.
 *
 * @param growth makes the engine; called once, in the background, because it may take seconds
 * @param data recognises folders of images
 * @param replay reads recorded runs
 * @param calibration measures how far the predictions of a run can be trusted
 * @param runsFolder new runs get a folder of their own below it
 * @param firstRun the run that the big button starts, and where the new-run dialog begins
 * @param preferences what is remembered
 * @param samples folders of recorded runs that come with the program; the first is offered
 * @param surroundings the machine around
 */
public record Services(
    Supplier<GrowthService> growth,
    DataRecogniser data,
    RunReplay replay,
    RunCalibrator calibration,
    Path runsFolder,
    RunConfig firstRun,
    Preferences preferences,
    List<Path> samples,
    HostEnvironment surroundings) {
  public Services {
    samples = List.copyOf(samples);
  }

  /** Services on a machine that tells nothing. */
  public Services(
      Supplier<GrowthService> growth,
      DataRecogniser data,
      RunReplay replay,
      RunCalibrator calibration,
      Path runsFolder,
      RunConfig firstRun,
      Preferences preferences,
      List<Path> samples) {
    this(
        growth,
        data,
        replay,
        calibration,
        runsFolder,
        firstRun,
        preferences,
        samples,
        HostEnvironment.unknown());
  }

  /** Says under which name a folder's images can be used. Called in the background. */
  @FunctionalInterface
  public interface DataRecogniser {
    /**
     * @return a name for {@link RunConfig#data}, for example {@code cifar10:DIR}
     * @throws IOException in one sentence when the folder holds no images that can be used
     */
    String recognise(Path folder) throws IOException;
  }

  /** Reads the events of a recorded run. Called in the background. */
  @FunctionalInterface
  public interface RunReplay {
    /**
     * @throws IOException in one sentence when the folder holds no run
     */
    List<GrowthEvent> read(Path folder) throws IOException;
  }
}
