package io.gatewatch.ingest.config;

/** A key in a file that nobody knows. Its parts, for who may not repeat what stands in the file. */
public final class UnknownKey extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final int line;
  private final String expected;

  UnknownKey(String message, KnownKeys.Stranger stranger) {
    super(message);
    this.key = stranger.key();
    this.line = stranger.line();
    this.expected = stranger.expected();
  }

  /** The key as it stands there. */
  public String key() {
    return key;
  }

  /** Its line, from 1. */
  public int line() {
    return line;
  }

  /** The keys that are known there. */
  public String expected() {
    return expected;
  }
}
