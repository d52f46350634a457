package org.morphoscope.ui.channel;

import java.io.IOException;
import java.util.List;
import org.morphoscope.history.ChannelFamily.Member;
import org.morphoscope.study.channel.ChannelMap;
import org.morphoscope.study.channel.ChannelPortrait;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.Favourite;
import org.morphoscope.study.channel.LookedAt;

/**
 * What is shown of one channel of a family.
 *
 * @param portrait the channel and its filter
 * @param favourites pictures that excite it most
 * @param map what it answers to the picture that is chosen
 */
record ChannelLook(ChannelPortrait portrait, List<Favourite> favourites, ChannelMap map) {

  /** The filter alone; needs no pictures. */
  static ChannelPortrait portrait(ChannelStudy study, ChannelSource source, Member of)
      throws IOException {
    source.bring(of.round());
    return study.portrait(source.folder(), of.round(), of.id());
  }

  /**
   * Everything about one channel.
   *
   * @param chosen position of the picture; -1: the one that excites this channel most
   */
  static ChannelLook of(
      ChannelStudy study, ChannelSource source, Member of, LookedAt pictures, int chosen)
      throws IOException {
    ChannelPortrait portrait = portrait(study, source, of);
    List<Favourite> most = study.favourites(source.folder(), of.round(), of.id(), pictures);
    int shown = chosen >= 0 ? chosen : most.get(0).position();
    return new ChannelLook(
        portrait, most, study.map(source.folder(), of.round(), of.id(), pictures, shown));
  }
}
