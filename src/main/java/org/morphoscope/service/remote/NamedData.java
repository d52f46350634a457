package org.morphoscope.service.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.RunStudies;
import org.morphoscope.service.host.HostPolicy;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** The data of a server: clients name it, the server knows where it is. */
final class NamedData implements HostPolicy {
  /** Images that every program makes for itself. */
  static final String GENERATED = "generated";

  private final Map<String, String> places;
  private final RunStudies studies;

  /**
   * @param places by the names that clients use
   * @param studies what is found out about runs from their data
   */
  NamedData(Map<String, String> places, RunStudies studies) {
    this.places = new TreeMap<>(places);
    this.studies = studies;
  }

  @Override
  public RunConfig placed(RunConfig config) throws IOException {
    DataChoice named = config.data();
    return config.withData(
        new DataChoice(place(named.name()), named.trainLimit(), named.validationShare()));
  }

  @Override
  public RunStudies studies() {
    return studies;
  }

  @Override
  public List<String> dataSets() {
    List<String> names = new ArrayList<>(places.keySet());
    names.add(GENERATED);
    return names;
  }

  @Override
  public void require(DataChoice data) throws IOException {
    place(data.name());
  }

  /**
   * Where data is.
   *
   * @throws IOException in one sentence when the server has none of this name
   */
  String place(String name) throws IOException {
    if (name.equals(GENERATED)) {
      return name;
    }
    String place = places.get(name);
    if (place == null) {
      throw new IOException(
          Texts.of(
              "data '%s': expected one of %s, which this service has, found another name; choose one of them.",
              Names.shown(name.length() > 80 ? name.substring(0, 80) + "..." : name),
              String.join(", ", dataSets())));
    }
    return place;
  }

  @Override
  public boolean namesFolders() {
    return false;
  }

  /** Clients do not end a service; whoever runs it does. */
  @Override
  public void end() {}
}
