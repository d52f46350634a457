package org.morphoscope.ui.run;

import java.io.IOException;
import org.morphoscope.data.source.DataGlance;

/** Reads what a short look at data shows; may take long, called in the background. */
@FunctionalInterface
public interface DataReader {
  /**
   * {@return what is there}
   *
   * @param name of the data, or a folder
   * @throws IOException in one sentence when it cannot be used
   */
  DataGlance glance(String name) throws IOException;
}
