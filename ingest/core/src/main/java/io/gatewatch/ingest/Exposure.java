package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

/**
 * Something sensitive that stood in clear in a log line: where and of what kind, never the value.
 * An ordinary object id in a path is none.
 */
public record Exposure(Place place, Kind kind) {

  /** Where it stood. */
  public enum Place {
    PATH,
    QUERY,
    REFERER,
    USER_AGENT
  }

  /** What it was. */
  public enum Kind {
    /** A card number: known issuer range, length and check digit (ISO/IEC 7812). */
    CARD,
    /** An account number with its two check digits (ISO 13616). */
    IBAN,
    EMAIL,
    PHONE,
    /** A JSON Web Token (RFC 7519). */
    JWT,
    /** What looks like a secret: a key, token or session id, by its maker's prefix or its name. */
    API_KEY,
    /** A value named as a password. */
    PASSWORD
  }

  public Exposure {
    requireNonNull(place, "place");
    requireNonNull(kind, "kind");
  }
}
