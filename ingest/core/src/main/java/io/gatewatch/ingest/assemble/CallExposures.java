package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Exposure.Kind;
import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.masking.SensitiveText;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in clear in a call where logs, caches and histories keep it: path, query, referer and
 * user agent. Says place and kind, each pair once. Confined to one thread.
 */
final class CallExposures {
  private static final Kind[] KINDS = Kind.values();
  private static final int FEWEST_PIECES = 3;
  private static final int LONGEST_PIECE = 6;

  private final SensitiveText judge;
  private final StringBuilder pieces = new StringBuilder();

  CallExposures(SensitiveText judge) {
    this.judge = judge;
  }

  /** The exposures of a call, of whose user agent these kinds are known. */
  List<Exposure> of(RawCall raw, int userAgentKinds) {
    int path = raw.uri == null ? 0 : path(raw.uri);
    int query = query(raw);
    String page = raw.referer == null ? raw.headers.referer() : raw.referer;
    int referer = page == null ? 0 : judge.kindsIn(page);
    if ((path | query | referer | userAgentKinds) == 0) {
      return List.of();
    }
    List<Exposure> exposures = new ArrayList<>(2);
    add(Place.PATH, path, exposures);
    add(Place.QUERY, query, exposures);
    add(Place.REFERER, referer, exposures);
    add(Place.USER_AGENT, userAgentKinds, exposures);
    return exposures;
  }

  private int path(String uri) {
    int query = uri.indexOf('?');
    return judge.kindsIn(uri, query < 0 ? uri.length() : query);
  }

  private int query(RawCall raw) {
    int kinds = 0;
    for (int i = 0; i < raw.query.size(); i++) {
      RawCall.Parameter parameter = raw.query.get(i);
      kinds |= judge.kindsIn(parameter.name());
      if (parameter.value() != null) {
        kinds |= judge.kindsOf(parameter.name(), parameter.value());
      }
    }
    return raw.query.size() >= FEWEST_PIECES ? kinds | split(raw.query) : kinds;
  }

  /** Digits cut up over neighbouring parameters, put together as they would stand on a card. */
  private int split(List<RawCall.Parameter> query) {
    int kinds = 0;
    int together = 0;
    pieces.setLength(0);
    for (int i = 0; i <= query.size(); i++) {
      String value = i < query.size() ? query.get(i).value() : null;
      if (value != null && isPiece(value)) {
        pieces.append(together == 0 ? "" : " ").append(value);
        together++;
        continue;
      }
      if (together >= FEWEST_PIECES) {
        kinds |= judge.kindsIn(pieces.toString()) & SensitiveText.bit(Kind.CARD);
      }
      together = 0;
      pieces.setLength(0);
    }
    return kinds;
  }

  private static boolean isPiece(String value) {
    if (value.isEmpty() || value.length() > LONGEST_PIECE) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void add(Place place, int kinds, List<Exposure> exposures) {
    for (Kind kind : KINDS) {
      if ((kinds & SensitiveText.bit(kind)) != 0) {
        exposures.add(new Exposure(place, kind));
      }
    }
  }
}
