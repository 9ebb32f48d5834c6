package io.gatewatch.ingest.identity;

import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import java.util.Base64;

/**
 * What a JSON Web Token (RFC 7519) says of its client when nobody has checked its signature: a
 * claim, never proof. Total and linear; tokens over 8 KiB are not read.
 */
public final class UnverifiedToken {
  private static final int MAX_LENGTH = 8_192;
  private static final String SCHEME = "bearer ";

  private UnverifiedToken() {}

  /**
   * The client that the token of an Authorization header names: its {@code azp}, else its {@code
   * client_id}, else its {@code sub}; null when there is none to read.
   */
  public static String client(String authorization) {
    if (authorization == null
        || authorization.length() > MAX_LENGTH
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    int from = authorization.indexOf('.') + 1;
    int to = from == 0 ? -1 : authorization.indexOf('.', from);
    if (to < 0) {
      return null;
    }
    try {
      return client(Base64.getUrlDecoder().decode(authorization.substring(from, to)));
    } catch (IllegalArgumentException | LineFault e) {
      return null;
    }
  }

  private static String client(byte[] claims) throws LineFault {
    String azp = null;
    String clientId = null;
    String subject = null;
    try (JsonCursor in = new JsonLine().open(claims)) {
      while (in.nextField()) {
        switch (in.name()) {
          case "azp" -> azp = in.text();
          case "client_id" -> clientId = in.text();
          case "sub" -> subject = in.text();
          default -> in.skip();
        }
      }
    }
    return azp != null ? azp : clientId != null ? clientId : subject;
  }
}
