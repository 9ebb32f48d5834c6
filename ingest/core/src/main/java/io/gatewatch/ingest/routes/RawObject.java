package io.gatewatch.ingest.routes;

/**
 * An object's id in clear, on its way to be masked. Never stored, never logged.
 *
 * @param kind what the id names, such as account
 * @param id percent-decoded
 */
public record RawObject(String kind, String id) {
  /** Shows the kind alone. */
  @Override
  public String toString() {
    return "RawObject[" + kind + "]";
  }
}
