package org.morphoscope.data.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.morphoscope.data.download.Archive.RemoteFile;

/** The data sets that the program knows how to fetch. */
public final class Archives {
  private static final String TORONTO = "https://www.cs.toronto.edu/~kriz/";
  private static final String FASHION =
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

  private Archives() {}

  /** {@return the data sets by which the program may be asked for, in the order to show them} */
  public static List<Archive> all() {
    return List.of(
        packed(
            "cifar10",
            "cifar-10-binary.tar.gz",
            "c32a1d4ab5d03f1284b67883e8d87530",
            "cifar-10-batches-bin"),
        packed(
            "cifar100",
            "cifar-100-binary.tar.gz",
            "03b5dce01913d631647c71ecec9e9cb8",
            "cifar-100-binary"),
        new Archive(
            "fashion-mnist",
            List.of(
                fashion("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                fashion("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
                fashion("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"),
                fashion("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310")),
            "fashion-mnist",
            "idx",
            false));
  }

  private static Archive packed(String name, String file, String md5, String folder) {
    RemoteFile remote = new RemoteFile(URI.create(TORONTO + file), Optional.of(md5));
    return new Archive(name, List.of(remote), folder, name, true);
  }

  private static RemoteFile fashion(String file, String md5) {
    return new RemoteFile(URI.create(FASHION + file), Optional.of(md5));
  }
}
