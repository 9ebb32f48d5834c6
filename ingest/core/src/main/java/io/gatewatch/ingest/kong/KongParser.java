package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.CallAssembler;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.json.Utf8;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Shape;

/** Reads Kong's log object. An agent is only who has an {@code authenticated_entity}. */
public final class KongParser implements LineParser {
  /** Name of the format. */
  public static final String FORMAT = "kong";

  private final Masker masker;
  private final CallAssembler assembler;
  private final Utf8 utf8 = new Utf8();

  /** A parser that masks with this masker; both are confined to one thread. */
  public KongParser(Masker masker) {
    this.masker = masker;
    this.assembler = new CallAssembler(masker);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public ParsedLine parse(byte[] line, LineContext context) {
    try {
      return new ParsedLine.Accepted(assembler.assemble(read(line), line, context));
    } catch (LineFault fault) {
      return rejected(fault.reason(), fault.offset(), line, context);
    } catch (RuntimeException fault) {
      // The last resort: a fault of ours costs one line, not the job. Tests hold that none is
      // known.
      return rejected(RejectReason.UNEXPECTED, -1, line, context);
    }
  }

  private RawCall read(byte[] line) throws LineFault {
    if (line.length > MAX_LINE_BYTES) {
      throw new LineFault(RejectReason.LINE_TOO_LONG);
    }
    long fault = utf8.faultIn(line);
    if (fault >= 0) {
      throw new LineFault(RejectReason.NOT_UTF8, fault);
    }
    try (JsonCursor cursor = JsonCursor.open(line)) {
      return new KongReader(cursor).read();
    }
  }

  private ParsedLine rejected(RejectReason reason, long offset, byte[] line, LineContext context) {
    return new ParsedLine.Rejected(
        reason.wire(),
        offset,
        line.length,
        masker.lineHash(context.tenant(), line),
        Shape.of(line));
  }
}
