package io.gatewatch.ingest.awsapigateway;

/**
 * X-Ray's trace id as a W3C one: 1-5759e988-bd862e3fe1be46a994272793, with or without Root= before
 * and more behind a semicolon, is the 32 hex digits of its last two parts.
 */
final class XrayTrace {
  private static final int LENGTH = 35;

  private XrayTrace() {}

  /** The 32 hex digits; null when the text is no such id. */
  static String id(String text) {
    int root = text == null ? -1 : text.indexOf("1-");
    if (root < 0 || text.length() < root + LENGTH || text.charAt(root + 10) != '-') {
      return null;
    }
    String id = text.substring(root + 2, root + 10) + text.substring(root + 11, root + LENGTH);
    boolean zero = true;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
      zero &= c == '0';
    }
    return zero ? null : id;
  }
}
