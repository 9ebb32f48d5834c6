package io.gatewatch.ingest;

import java.util.Locale;

/** Why a line was not read: the whole list. The wire name is the lower-case constant. */
public enum RejectReason {
  /** Nothing but white space. */
  EMPTY_LINE,
  /** Longer than {@link LineParser#MAX_LINE_BYTES}. */
  LINE_TOO_LONG,
  /** A byte sequence that is not UTF-8. */
  NOT_UTF8,
  /** Not JSON at the stated offset. */
  NOT_JSON,
  /** JSON that ends too early. */
  TRUNCATED,
  /** Something follows after the value. */
  TRAILING_TEXT,
  /** Nested deeper than {@link LineParser#MAX_DEPTH}. */
  TOO_DEEP,
  /** JSON, but no object. */
  NOT_AN_OBJECT,
  /** A field has a type that its meaning does not allow. */
  WRONG_TYPE,
  /** A field stands twice in a line of a template, where one of them may be the client's. */
  DUPLICATE_FIELD,
  /** A line of the gateway about something else than a request, such as a failed handshake. */
  NOT_A_CALL,
  /** A text line without the parts that its format has. */
  NOT_THE_FORMAT,
  /** No time of the call. */
  TIME_MISSING,
  /** Before the year 2000 or after 2100. */
  TIME_OUT_OF_RANGE,
  /** No HTTP status. */
  STATUS_MISSING,
  /** Outside 100..599. */
  STATUS_OUT_OF_RANGE,
  /** No HTTP method. */
  METHOD_MISSING,
  /** A method that is not a short word. */
  METHOD_UNREADABLE,
  /** Neither path nor URL. */
  PATH_MISSING,
  /** Neither an authenticated agent nor a readable client address. */
  CALLER_MISSING,
  /** A size below zero. */
  SIZE_NEGATIVE,
  /** A latency below zero or over a day. */
  LATENCY_OUT_OF_RANGE,
  /** A fault of ours: should not occur, and is worth a report when it does. */
  UNEXPECTED;

  /** The name as it is written to {@code gatewatch.rejects}, such as {@code not_json}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
