package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.Exposure.Place;

/**
 * A sign that a call tries how the server takes it: a text that is made to be taken for code, or a
 * target that only people who look for weaknesses ask for. Where and of what kind, never the text.
 */
public record Probe(Place place, Kind kind) {

  /** What it is made for. */
  public enum Kind {
    /** Text that changes a database query (CWE-89). */
    SQL_INJECTION,
    /** A path that climbs out of its folder, or names a file every system has (CWE-22). */
    PATH_TRAVERSAL,
    /** Markup or script for somebody else's browser (CWE-79). */
    CROSS_SITE_SCRIPTING,
    /** A command for a shell (CWE-78). */
    COMMAND_INJECTION,
    /** An expression for a template or a look-up, such as JNDI (CWE-1336, CWE-917). */
    TEMPLATE_INJECTION,
    /** A file or script to be taken from elsewhere (CWE-98, CWE-611). */
    FILE_INCLUSION,
    /** An address that only the server can reach (CWE-918). */
    REQUEST_FORGERY,
    /** A line end and a header (CWE-113). */
    HEADER_INJECTION,
    /** A file that is never meant to be served. */
    SENSITIVE_FILE,
    /** The address of a program's known weakness, or of an entrance that is looked for. */
    KNOWN_EXPLOIT,
    /** A program that looks for weaknesses and says so. */
    SCANNER;

    /** Whether the text is an attack wherever it goes; the others only name a target or a tool. */
    public boolean injects() {
      return compareTo(HEADER_INJECTION) <= 0;
    }
  }

  public Probe {
    requireNonNull(place, "place");
    requireNonNull(kind, "kind");
  }
}
