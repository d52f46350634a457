package org.morphoscope.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write a mirror, on {@code mirror.lock}: of one viewer of one process, or their lines
 * would mix. Within a process it goes to whoever came last, for example when a run is opened again.
 */
final class MirrorLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MirrorLock.class);
  private static final Map<Path, MirrorLock> HERE = new HashMap<>();

  private final Path key;
  private final Optional<FileChannel> channel;
  private boolean passedOn;

  private MirrorLock(Path key, Optional<FileChannel> channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * {@return the right; empty when another process has it}
   *
   * @param folder of the mirror, which is there
   */
  static Optional<MirrorLock> take(Path folder) throws IOException {
    // a folder that is reached by a link too is one
    Path key = folder.toRealPath();
    synchronized (HERE) {
      MirrorLock before = HERE.get(key);
      if (before != null) {
        before.passOn();
      }
      Optional<MirrorLock> lock =
          before == null ? free(key) : Optional.of(new MirrorLock(key, before.channel));
      lock.ifPresent(mine -> HERE.put(key, mine));
      return lock;
    }
  }

  private static Optional<MirrorLock> free(Path key) {
    try {
      FileChannel channel =
          FileChannel.open(
              key.resolve("mirror.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(new MirrorLock(key, Optional.of(channel)));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      // some network file systems have no locks
      LOG.warn("{} cannot be locked; keep it to one window", key, e);
      return Optional.of(new MirrorLock(key, Optional.empty()));
    }
  }

  /** {@return whether the lock was free} Closes the channel where there are no locks. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Waits for what is being written. */
  private synchronized void passOn() {
    passedOn = true;
  }

  /** Does something to the mirror, unless another viewer of this process has it now. */
  synchronized boolean whileHeld(FolderMirror.Writing writing) throws IOException {
    if (!passedOn) {
      writing.run();
    }
    return !passedOn;
  }

  @Override
  public void close() throws IOException {
    synchronized (HERE) {
      if (HERE.remove(key, this) && channel.isPresent()) {
        // ends the lock too
        channel.get().close();
      }
    }
  }
}
