package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Envelope;
import java.util.Arrays;

/** Reads Envoy's lines, JSON or text, with or without a container runtime's prefix. One thread. */
public final class EnvoyReader implements LineReader {
  private final Envelope envelope = new Envelope();
  private final EnvoyJson json = new EnvoyJson();
  private final EnvoyText text = new EnvoyText();

  @Override
  public RawCall read(byte[] line) throws LineFault {
    int start = envelope.open(line);
    if (start >= line.length) {
      throw new LineFault(RejectReason.EMPTY_LINE, start);
    }
    RawCall raw = new RawCall();
    raw.node = envelope.sender();
    switch (line[start]) {
      case '{' -> json.read(start == 0 ? line : Arrays.copyOfRange(line, start, line.length), raw);
      case '[' -> text.read(line, start, raw);
      default -> throw new LineFault(OwnLine.reason(line, start), start);
    }
    return raw;
  }
}
