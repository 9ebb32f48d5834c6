package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Shape;

/** The parser of any format: its reader takes notes, the assembler makes the call. */
public final class GatewayParser implements LineParser {
  private final String format;
  private final LineReader reader;
  private final Masker masker;
  private final CallAssembler assembler;

  /** A parser of a format with its own buffers, confined to one thread. */
  public GatewayParser(String format, LineReader reader, ParserSettings settings) {
    this.format = format;
    this.reader = reader;
    this.masker = new Masker(settings.keys());
    this.assembler = new CallAssembler(format, masker, settings);
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public ParsedLine parse(byte[] line, LineContext context) {
    try {
      if (line.length > MAX_LINE_BYTES) {
        throw new LineFault(RejectReason.LINE_TOO_LONG);
      }
      return new ParsedLine.Accepted(assembler.assemble(reader.read(line), line, context));
    } catch (LineFault fault) {
      return rejected(fault.reason(), fault.offset(), line, context);
    } catch (RuntimeException fault) {
      // The last resort: a fault of ours costs one line, not the job. Tests hold that none is
      // known.
      return rejected(RejectReason.UNEXPECTED, -1, line, context);
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
