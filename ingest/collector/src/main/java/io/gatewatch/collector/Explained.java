package io.gatewatch.collector;

import io.gatewatch.ingest.formats.Formats;

/**
 * What was expected, for people, beside the reason of an answer, which is for programs. Our own
 * words only, nothing of the request.
 */
final class Explained {
  private Explained() {}

  /** One sentence; null where the reason says it all. */
  static String of(String reason) {
    return switch (reason) {
      case "content_type_not_json" ->
          "expected content-type: application/json, application/…+json,"
              + " application/x-ndjson, application/ndjson, application/jsonl or text/plain";
      case "unknown_format" ->
          "expected one of these formats in the path: " + String.join(", ", Formats.names());
      case "body_too_large" ->
          "expected at most "
              + BodyReader.MAX_BYTES
              + " bytes, as sent and decompressed: send it in parts";
      case "content_encoding_unknown" -> "expected content-encoding: gzip, zstd or none";
      default -> null;
    };
  }

  /** The JSON object of a refusal. */
  static String json(String reason) {
    String message = of(reason);
    return "{\"reason\":\""
        + reason
        + (message == null ? "\"}" : "\",\"message\":\"" + message + "\"}");
  }
}
