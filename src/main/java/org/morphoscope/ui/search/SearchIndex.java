package org.morphoscope.ui.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.notes.ShownNote;

/**
 * Finds layers and channels of the net on show.
 *
 * <p>Understood are {@code conv2} (a layer, by any part of its name), {@code conv2:7} or {@code
 * conv2 7} (its channel 7), {@code born in round 3} or {@code born 3}, {@code split}, {@code
 * prune}, {@code new} (channels that the set changes so), {@code approved}, {@code vetoed}, {@code
 * deferred}; words can be combined.
 */
public final class SearchIndex {
  private static final Pattern BORN = Pattern.compile("\\bborn(?: in)?(?: round)? (\\d{1,4})\\b");
  private static final Pattern PLACE = Pattern.compile("([^\\s:]+)\\s*[:\\s]\\s*(\\d{1,5})");
  private static final String DOT = " \u00b7 ";

  private record Channel(UnitId unit, String layer, Optional<ChannelInfo> info, String words) {}

  private final List<Hit> layers = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();

  private final List<ShownNote> notes;

  private SearchIndex(List<ShownNote> notes) {
    this.notes = List.copyOf(notes);
  }

  /**
   * {@return an index of what there is to find at a moment}
   *
   * @param moment what the window shows
   * @param notes about the run
   */
  public static SearchIndex of(RunSnapshot moment, List<ShownNote> notes) {
    SearchIndex index = new SearchIndex(notes);
    for (int group = 0; group < moment.architecture().channels().size(); group++) {
      index.add(moment, group);
    }
    return index;
  }

  private void add(RunSnapshot moment, int group) {
    String name = moment.groupName(group);
    List<ChannelInfo> infos = moment.architecture().channels().get(group);
    Set<UnitId> units = new HashSet<>();
    for (int c = 0; c < infos.size() + moment.newPerGroup(); c++) {
      UnitId unit = new UnitId(group, c);
      Optional<ChannelInfo> info =
          c < infos.size() ? Optional.of(infos.get(c)) : Optional.<ChannelInfo>empty();
      if (info.isPresent()) {
        units.add(unit);
      }
      channels.add(new Channel(unit, name, info, words(moment, unit, info.isEmpty())));
    }
    long grown = infos.stream().filter(info -> info.bornRound() > 0).count();
    layers.add(
        new Hit(
            name,
            Formats.plural(infos.size(), "channel")
                + (grown > 0 ? ", " + Formats.count(grown) + " of them grown" : ""),
            units,
            true));
  }

  private static String words(RunSnapshot moment, UnitId unit, boolean fresh) {
    StringBuilder words = new StringBuilder(fresh ? "new neuron" : "");
    for (var state : moment.states().entrySet()) {
      CandidateKey key = state.getKey();
      if (key.unit().equals(unit) && state.getValue() != CandidateRow.State.OPEN) {
        words.append(' ').append(key.kind().word()).append(' ').append(state.getValue().title());
      }
    }
    return words.toString().strip();
  }

  /**
   * {@return at most {@code limit} hits, layers first, notes last; for an empty text the layers}
   *
   * @param text as typed
   * @param limit most hits that are wanted
   */
  public List<Hit> find(String text, int limit) {
    String query = text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    Matcher born = BORN.matcher(query);
    Optional<Integer> round =
        born.find() ? Optional.of(Integer.parseInt(born.group(1))) : Optional.empty();
    String rest = round.isPresent() ? born.replaceFirst("").strip() : query;
    List<Hit> hits = new ArrayList<>();
    if (round.isEmpty()) {
      layers.stream()
          .filter(layer -> layer.title().toLowerCase(Locale.ROOT).contains(rest))
          .forEach(hits::add);
    }
    if (!query.isEmpty()) {
      channels.stream()
          .filter(c -> matches(c, rest, round))
          .map(SearchIndex::hit)
          .forEach(hits::add);
      notes.stream()
          .filter(note -> note.matches(query))
          .map(
              note ->
                  new Hit(
                      note.pinned().line(),
                      "note, " + note.pinned().place(),
                      Set.of(),
                      false,
                      Optional.of(note.note())))
          .forEach(hits::add);
    }
    return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
  }

  private static boolean matches(Channel channel, String rest, Optional<Integer> round) {
    if (round.isPresent()
        && channel.info().map(ChannelInfo::bornRound).filter(round.get()::equals).isEmpty()) {
      return false;
    }
    if (rest.isEmpty()) {
      return true;
    }
    Matcher place = PLACE.matcher(rest);
    if (place.matches()) {
      return channel.layer().toLowerCase(Locale.ROOT).contains(place.group(1))
          && channel.unit().channel() == Integer.parseInt(place.group(2));
    }
    String layer = channel.layer().toLowerCase(Locale.ROOT);
    return List.of(rest.split(" ")).stream()
        .allMatch(word -> layer.contains(word) || channel.words().contains(word));
  }

  private static Hit hit(Channel channel) {
    String born =
        channel
            .info()
            .map(i -> i.bornRound() == 0 ? "of the seed" : "born in round " + i.bornRound())
            .orElse("candidate");
    String detail = channel.words().isEmpty() ? born : born + DOT + channel.words();
    return new Hit(
        channel.layer()
            + DOT
            + (channel.info().isPresent() ? "channel " : "new neuron ")
            + channel.unit().channel(),
        detail,
        Set.of(channel.unit()),
        false);
  }
}
