package io.gatewatch.collector.otlp;

import java.util.Optional;

/** One log record as a line for a parser, and what its sender said of it. */
public final class OtlpLine {
  private final String format;
  private final String tenant;
  private final String group;
  private final byte[] line;

  OtlpLine(String format, String tenant, String group, byte[] line) {
    this.format = format;
    this.tenant = tenant;
    this.group = group;
    this.line = line;
  }

  /** From {@code gatewatch.format} on record or resource, else told by the shape of the record. */
  public Optional<String> format() {
    return Optional.ofNullable(format);
  }

  /** From {@code gatewatch.tenant}. */
  public Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }

  /** From {@code gatewatch.group}. */
  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  /** The bytes that the parser reads. */
  public byte[] line() {
    return line;
  }
}
