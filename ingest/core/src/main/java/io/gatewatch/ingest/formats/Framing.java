package io.gatewatch.ingest.formats;

/** How a body of a format falls into lines. */
public enum Framing {
  /** One object, an array of them, or one of these a line. */
  JSON,
  /** One line a record. */
  TEXT,
  /** JSON when the body starts like it, else text. */
  EITHER
}
