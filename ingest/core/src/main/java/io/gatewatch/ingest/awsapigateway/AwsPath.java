package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.assemble.RawCall;

/**
 * Path, route and stage of a call. {@code $context.path} starts with the stage where the API is
 * called under its own domain, {@code resourcePath} never does: the stage is cut off, so that one
 * operation has one route.
 */
final class AwsPath {
  private static final String OWN_DOMAIN = ".execute-api.";

  String path;
  String route;
  String stage;
  String domain;

  /** Of an HTTP API: method and route, such as GET /pets/{id}, or $default for all the rest. */
  void routeKey(String key) {
    int space = key == null ? -1 : key.indexOf(' ');
    if (space > 0 && route == null) {
      route = key.substring(space + 1);
    }
  }

  void writeTo(RawCall raw) {
    raw.uri = path == null ? null : withoutStage();
    raw.gatewayRoute = route;
    raw.environment = stage == null || stage.startsWith("$") ? null : stage;
  }

  private String withoutStage() {
    if (!startsWithStage(path) || startsWithStage(route)) {
      return path;
    }
    boolean ownDomain = domain != null && domain.contains(OWN_DOMAIN);
    if (route == null && !ownDomain) {
      return path;
    }
    String rest = path.substring(stage.length() + 1);
    return rest.isEmpty() ? "/" : rest;
  }

  private boolean startsWithStage(String text) {
    if (stage == null || text == null || !text.startsWith(stage, 1) || text.charAt(0) != '/') {
      return false;
    }
    int end = stage.length() + 1;
    return text.length() == end || text.charAt(end) == '/';
  }
}
