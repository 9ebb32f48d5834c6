package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.json.LineFault;

/**
 * What a format knows how to do: take notes of one line. Looks at the line alone; who is charged,
 * what is masked and which ranges hold are the assembler's questions. Confined to one thread.
 */
@FunctionalInterface
public interface LineReader {
  /**
   * Notes of a line of at most {@link io.gatewatch.ingest.LineParser#MAX_LINE_BYTES} bytes.
   *
   * @throws LineFault when it can not be read; nothing else is ever thrown
   */
  RawCall read(byte[] line) throws LineFault;
}
