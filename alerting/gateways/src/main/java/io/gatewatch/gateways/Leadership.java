package io.gatewatch.gateways;

/** Which of two readers of one gateway acts. */
public interface Leadership extends AutoCloseable {
  /** Whether this one does; asked once a second, and takes the place of one that has gone. */
  boolean isHeld();

  @Override
  void close();
}
