package io.gatewatch.ingest.formats;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.assemble.GatewayParser;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.ParserSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A gateway's log format.
 *
 * @param name as in commands, topics and paths
 * @param framing how a body falls into lines
 * @param batch the envelope that several lines may come in; null when there is none
 * @param reader makes a reader, one for each parser
 */
public record Format(String name, Framing framing, Batch batch, Supplier<LineReader> reader) {
  public Format {
    requireNonNull(name, "name");
    requireNonNull(framing, "framing");
    requireNonNull(reader, "reader");
  }

  /** A format whose lines come in no envelope. */
  public Format(String name, Framing framing, Supplier<LineReader> reader) {
    this(name, framing, null, reader);
  }

  /** A new parser with its own buffers, confined to one thread. */
  public LineParser parser(ParserSettings settings) {
    return new GatewayParser(name, reader.get(), settings);
  }

  /** The lines of a body, in order; none when it is blank. */
  public List<byte[]> split(byte[] body) {
    List<byte[]> pieces = pieces(body);
    return batch == null ? pieces : opened(pieces);
  }

  /** At most {@link LineSplitter#MAX_LINES} lines and one envelope more: the rest stays closed. */
  private List<byte[]> opened(List<byte[]> pieces) {
    List<byte[]> lines = new ArrayList<>(pieces.size());
    for (byte[] piece : pieces) {
      if (lines.size() < LineSplitter.MAX_LINES) {
        lines.addAll(batch.open(piece));
      } else {
        lines.add(piece);
      }
    }
    return lines;
  }

  private List<byte[]> pieces(byte[] body) {
    return switch (framing) {
      case JSON -> LineSplitter.split(body);
      case TEXT -> LineSplitter.splitText(body);
      case EITHER ->
          LineSplitter.looksLikeJson(body)
              ? LineSplitter.split(body)
              : LineSplitter.splitText(body);
    };
  }
}
