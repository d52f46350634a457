package org.morphoscope.data.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A data set on the network.
 *
 * @param name for the command line
 * @param files what to fetch
 * @param folder what the data set's folder is called here
 * @param source kind of data that {@code DataSource} reads the folder as, such as {@code cifar10}
 * @param packed whether the one file is a {@code .tar.gz} that holds the folder
 */
public record Archive(
    String name, List<RemoteFile> files, String folder, String source, boolean packed) {

  /**
   * A file on the network.
   *
   * @param address where it is
   * @param md5 32 hex digits that its authors published, empty when they did not
   */
  public record RemoteFile(URI address, Optional<String> md5) {
    /** The last part of the address. */
    String fileName() {
      String path = address.getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * Copies the list.
   *
   * @param name for the command line
   * @param files what to fetch
   * @param folder what the data set's folder is called here
   * @param source kind of data that {@code DataSource} reads the folder as, such as {@code cifar10}
   * @param packed whether the one file is a {@code .tar.gz} that holds the folder
   */
  public Archive {
    files = List.copyOf(files);
  }
}
