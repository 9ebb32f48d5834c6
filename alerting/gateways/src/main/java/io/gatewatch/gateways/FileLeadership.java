package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by the operating system's lock on a file beside the gateway. The kernel gives it up
 * with the process, however that ends, so the other reader takes over within a second, also while
 * Kafka is away; a reader of a local socket has to be on that machine anyway. Not for folders of a
 * network file system that does not lock.
 */
public final class FileLeadership implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(FileLeadership.class);

  private final Path file;
  private FileChannel channel;
  private FileLock lock;

  /** Leadership by this file, which is made when it is not there. */
  public FileLeadership(Path file) {
    this.file = requireNonNull(file, "file");
  }

  @Override
  public synchronized boolean isHeld() {
    if (lock != null && lock.isValid()) {
      return true;
    }
    try {
      if (channel == null) {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      lock = channel.tryLock();
      if (lock != null) {
        LOG.info("this reader acts: it holds {}", file);
      }
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    } catch (IOException e) {
      LOG.warn("no reader acts: {} cannot be locked: {}", file, e.toString());
      return false;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("{} was not closed", file, e);
    }
    channel = null;
    lock = null;
  }
}
