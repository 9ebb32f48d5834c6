package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.Probe.Kind;
import io.gatewatch.ingest.probes.ProbeJudge;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call tries, seen in path, query, referer and user agent before they are masked: place and
 * kind, each pair once. Confined to one thread.
 */
final class CallProbes {
  private static final Kind[] KINDS = Kind.values();

  private final ProbeJudge judge = new ProbeJudge();

  List<Probe> of(RawCall raw) {
    String uri = raw.uri == null ? "" : raw.uri;
    int mark = uri.indexOf('?');
    int end = mark < 0 ? uri.length() : mark;
    int path = judge.in(uri, 0, end, Place.PATH);
    int query = mark < 0 ? parameters(raw) : judge.in(uri, mark, uri.length(), Place.QUERY);
    String page = raw.referer == null ? raw.headers.referer() : raw.referer;
    int referer = page == null ? 0 : judge.in(page, 0, page.length(), Place.REFERER);
    String program = raw.headers.userAgent();
    int agent = program == null ? 0 : judge.inUserAgent(program);
    if ((path | query | referer | agent) == 0) {
      return List.of();
    }
    List<Probe> probes = new ArrayList<>(2);
    add(Place.PATH, path, probes);
    add(Place.QUERY, query, probes);
    add(Place.REFERER, referer, probes);
    add(Place.USER_AGENT, agent, probes);
    return probes;
  }

  /** The query of a gateway that logs it apart from the path. */
  private int parameters(RawCall raw) {
    int kinds = 0;
    for (int i = 0; i < raw.query.size(); i++) {
      RawCall.Parameter parameter = raw.query.get(i);
      String value = parameter.value() == null ? "" : parameter.value();
      String pair = "?" + parameter.name() + "=" + value;
      kinds |= judge.in(pair, 0, pair.length(), Place.QUERY);
    }
    return kinds;
  }

  private static void add(Place place, int kinds, List<Probe> probes) {
    for (Kind kind : KINDS) {
      if ((kinds & ProbeJudge.bit(kind)) != 0) {
        probes.add(new Probe(place, kind));
      }
    }
  }
}
