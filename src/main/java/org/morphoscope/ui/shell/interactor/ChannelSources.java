package org.morphoscope.ui.shell.interactor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.UnitId;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.ui.channel.ChannelSource;
import org.morphoscope.ui.channel.SentPictures;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.session.RemoteRun;

/** Where nets and pictures for the view of channels come from. */
final class ChannelSources {
  private ChannelSources() {}

  /** The channel with the best predicted split; empty while no split was predicted. */
  static Optional<UnitId> mostPromising(RunSnapshot moment) {
    if (moment.quantity().isPresent()) {
      return Optional.empty();
    }
    Optional<UnitId> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (int group = 0; group < moment.scores().size(); group++) {
      double[] deltas = moment.scores().get(group).splitDelta();
      for (int channel = 0; channel < deltas.length; channel++) {
        UnitId unit = new UnitId(group, channel);
        if (deltas[channel] < least && !moment.isNew(unit)) {
          least = deltas[channel];
          best = Optional.of(unit);
        }
      }
    }
    return best;
  }

  /** A run of this machine: its folder, and the validation images of its data. */
  record Here(Path folder, ChannelStudy study) implements ChannelSource {
    @Override
    public void bring(int round) {
      // checkpoints are in the folder
    }

    @Override
    public LookedAt pictures() throws IOException {
      return study.validation(folder);
    }
  }

  /** A run of another machine: checkpoints are fetched, pictures are some that were scored. */
  static final class There implements ChannelSource {
    private final Path folder;
    private final RemoteRun run;
    private final int scored;
    private final Set<Integer> brought = new HashSet<>();
    private Optional<LookedAt> pictures = Optional.empty();

    /**
     * @param scored images of each scoring pass of the run
     */
    There(Path folder, RemoteRun run, int scored) {
      this.folder = folder;
      this.run = run;
      this.scored = scored;
    }

    @Override
    public Path folder() {
      return folder;
    }

    @Override
    public synchronized void bring(int round) throws IOException {
      if (!brought.contains(round)) {
        run.fetch(round);
        brought.add(round);
      }
    }

    @Override
    public synchronized LookedAt pictures() throws IOException {
      if (pictures.isEmpty()) {
        // any round's scoring pass will do: the first has one wherever there was growth
        int[] places = IntStream.range(0, Math.min(SentPictures.MOST, scored)).toArray();
        pictures =
            Optional.of(SentPictures.of(run.pictures(1, places), LookedAt.normalisation(folder)));
      }
      return pictures.get();
    }
  }
}
