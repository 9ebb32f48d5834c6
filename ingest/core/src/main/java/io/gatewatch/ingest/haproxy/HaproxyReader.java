package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Envelope;
import java.util.Arrays;

/**
 * Reads HAProxy's lines, JSON or text, with or without what syslog puts before them. One thread.
 */
public final class HaproxyReader implements LineReader {
  private final Envelope envelope = new Envelope();
  private final HaproxyJson json = new HaproxyJson();
  private final HaproxyText text = new HaproxyText();

  @Override
  public RawCall read(byte[] line) throws LineFault {
    int start = envelope.open(line);
    if (start >= line.length) {
      throw new LineFault(RejectReason.EMPTY_LINE, start);
    }
    RawCall raw = new RawCall();
    raw.node = envelope.sender();
    if (line[start] == '{') {
      json.read(start == 0 ? line : Arrays.copyOfRange(line, start, line.length), raw);
    } else {
      text.read(line, start, envelope.zoneSeconds(), raw);
    }
    return raw;
  }
}
