package org.morphoscope.ui.shell.interactor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.ui.channel.ChannelSource;
import org.morphoscope.ui.channel.SentPictures;
import org.morphoscope.ui.session.RemoteRun;

/** Where nets and pictures for the view of channels come from. */
final class ChannelSources {
  private ChannelSources() {}

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
  record There(Path folder, RemoteRun run, Set<Integer> brought) implements ChannelSource {
    @Override
    public void bring(int round) throws IOException {
      synchronized (brought) {
        if (!brought.contains(round)) {
          run.fetch(round);
          brought.add(round);
        }
      }
    }

    @Override
    public LookedAt pictures() throws IOException {
      // any round's scoring pass will do: the first has one wherever there was growth
      int[] places = IntStream.range(0, SentPictures.MOST).toArray();
      return SentPictures.of(run.pictures(1, places), LookedAt.normalisation(folder));
    }
  }
}
