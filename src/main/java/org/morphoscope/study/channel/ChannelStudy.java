package org.morphoscope.study.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.morphoscope.compute.ChannelMaps;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/**
 * What channels of recorded nets see. Keeps what it found about the last few nets; may be called by
 * several threads, one after the other.
 */
public final class ChannelStudy {
  /** Pictures that are kept for each channel. */
  public static final int FAVOURITES = 9;

  private static final int MOST_NETS = 8;

  /** The summary tells a round from one of the same number that was taken back. */
  private record Net(Path run, int round, RoundSummary summary, LookedAt pictures) {}

  private final Function<Precision, Team> teams;
  private final Map<Net, Excitement> known = new HashMap<>();
  private final KnownStates states = new KnownStates();
  private Path folder;
  private LookedAt validation;

  /**
   * @param teams threads and kernels of a precision, made for each pass and closed after it
   */
  public ChannelStudy(Function<Precision, Team> teams) {
    this.teams = teams;
  }

  /**
   * {@return the validation images of a run; those of the last one are kept}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when they cannot be had
   */
  public synchronized LookedAt validation(Path run) throws IOException {
    if (!run.equals(folder)) {
      validation = LookedAt.validation(run);
      folder = run;
    }
    return validation;
  }

  /**
   * {@return a channel and its filter; needs no pictures}
   *
   * @param run folder of the run
   * @param round at whose end the net is looked at
   * @param id identity of the channel in its run
   * @throws IOException in one sentence when the round cannot be read or has no such channel
   */
  public ChannelPortrait portrait(Path run, int round, int id) throws IOException {
    return FoundChannel.of(states.of(run, round), id).portrait();
  }

  /**
   * {@return the pictures that excite a channel most, at most {@link #FAVOURITES}} The first
   * channel of a net takes about as long as a pass over the pictures.
   *
   * @param run folder of the run
   * @param round at whose end the net is looked at
   * @param id identity of the channel in its run
   * @param pictures among which are chosen
   * @throws IOException in one sentence when the round cannot be read or has no such channel
   */
  public synchronized List<Favourite> favourites(Path run, int round, int id, LookedAt pictures)
      throws IOException {
    FoundChannel found = fitting(run, round, id, pictures);
    Net net = new Net(run, round, found.state().summary(), pictures);
    Excitement excitement = known.get(net);
    if (excitement == null) {
      try (Team team = teams.apply(Precision.FLOAT);
          Network network = found.network(team.lead())) {
        excitement = Excitement.of(network, team, pictures);
      }
      if (known.size() >= MOST_NETS) {
        known.clear();
      }
      known.put(net, excitement);
    }
    return excitement.of(found.unit());
  }

  /**
   * {@return what a channel answers to a picture, in double precision}
   *
   * @param run folder of the run
   * @param round at whose end the net is looked at
   * @param id identity of the channel in its run
   * @param pictures one of them is looked at
   * @param position of the picture
   * @throws IOException in one sentence when the round cannot be read or has no such channel
   */
  public synchronized ChannelMap map(Path run, int round, int id, LookedAt pictures, int position)
      throws IOException {
    FoundChannel found = fitting(run, round, id, pictures);
    int layer = found.layer().index();
    try (Team team = teams.apply(Precision.DOUBLE);
        Network network = found.network(team.lead());
        FrozenPass pass = new FrozenPass(network, 1, team.lead())) {
      pass.load(pictures.loader(position), 0);
      pass.forward();
      double[] all = ChannelMaps.of(pass, layer);
      int width = found.layer().width();
      double[] values = new double[all.length / width];
      for (int i = 0; i < values.length; i++) {
        values[i] = all[i * width + found.unit().channel()];
      }
      return new ChannelMap(found.layer().mid().height(), found.layer().mid().width(), values);
    }
  }

  private FoundChannel fitting(Path run, int round, int id, LookedAt pictures) throws IOException {
    FoundChannel found = FoundChannel.of(states.of(run, round), id);
    var input = found.spec().input();
    var images = pictures.images();
    if (images.channels() != input.channels()
        || images.height() != input.height()
        || images.width() != input.width()) {
      throw new IOException(
          Texts.of(
              "No maps: expected pictures of %s, found %d x %d x %d.",
              input, images.channels(), images.height(), images.width()));
    }
    return found;
  }
}
