package io.gatewatch.ingest.apigee;

/** The path of a call, by the fullest of the names that Apigee has for it. */
final class ApigeePath {
  String uri;
  String path;
  String base;
  String suffix;

  /** With query where that was logged; null when there is none. */
  String uri() {
    if (uri != null) {
      return uri;
    }
    if (path != null) {
      return path;
    }
    if (base == null || base.equals("/")) {
      return suffix == null ? base : suffix;
    }
    return suffix == null ? base : base + suffix;
  }
}
