package org.morphoscope.cli.environment;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Standard output and error as text in the encoding of the system. A writer of it remembers that
 * its reader went away ({@link PrintWriter#checkError}): whoever writes for long looks at that.
 */
public final class Terminal {
  private Terminal() {}

  /** {@return standard output, flushed at every line; it remembers that its reader went away} */
  public static PrintWriter output() {
    PrintWriter errors = errors();
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    return new PrintWriter(new Watched(out, errors), true, encoding(System::getProperty, "stdout"));
  }

  /** {@return standard error, flushed at every line} */
  public static PrintWriter errors() {
    return new PrintWriter(
        new FileOutputStream(FileDescriptor.err), true, encoding(System::getProperty, "stderr"));
  }

  /**
   * The encoding of a standard stream.
   *
   * @param stream stdout or stderr
   */
  static Charset encoding(UnaryOperator<String> properties, String stream) {
    // from Java 19 on, of a terminal before, of the locale
    for (String name :
        new String[] {stream + ".encoding", "sun." + stream + ".encoding", "native.encoding"}) {
      String encoding = properties.apply(name);
      if (encoding != null && Charset.isSupported(encoding)) {
        return Charset.forName(encoding);
      }
    }
    return StandardCharsets.UTF_8;
  }

  /**
   * A stream whose first failure is told on standard error, unless the reader simply has enough.
   */
  static final class Watched extends FilterOutputStream {
    private final PrintWriter errors;
    private boolean failed;

    Watched(OutputStream out, PrintWriter errors) {
      super(out);
      this.errors = errors;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        if (!failed && !isClosedPipe(e)) {
          errors.println("Standard output cannot be written (" + e.getMessage() + ").");
        }
        failed = true;
        throw e;
      }
    }

    /**
     * Linux and macOS say "Broken pipe", Windows "The pipe is being closed" or "has been ended".
     */
    private static boolean isClosedPipe(IOException e) {
      String message = e.getMessage();
      return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}
