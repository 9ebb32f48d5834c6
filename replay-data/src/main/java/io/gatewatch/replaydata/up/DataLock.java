package io.gatewatch.replaydata.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second {@code up} out of a data folder; the system lets go of it when we die. */
final class DataLock implements AutoCloseable {

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  static DataLock take(Path data) {
    try {
      Path file = Folders.make(data).resolve("up.lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw new CannotStart(
            "another 'gatewatch up' is running with its data in "
                + data
                + " (stop that one, or give this one a folder and ports of its own: --data DIR"
                + " --port PORT …)");
      }
      return new DataLock(channel);
    } catch (IOException | UncheckedIOException e) {
      throw new CannotStart("cannot write to " + data + " (choose another folder: --data DIR)", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException taken) {
      return true;
    }
  }
}
