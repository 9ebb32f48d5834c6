package io.gatewatch.replaydata.generate;

/** Kong's service and route objects, rendered once. */
final class KongEntities {
  private final byte[][] services = new byte[Backend.values().length][];
  private final byte[][] routes = new byte[Endpoint.values().length][];

  KongEntities() {
    for (Backend backend : Backend.values()) {
      services[backend.ordinal()] = service(backend);
    }
    for (Endpoint endpoint : Endpoint.values()) {
      routes[endpoint.ordinal()] = route(endpoint);
    }
  }

  byte[] serviceOf(Endpoint endpoint) {
    return services[endpoint.backend().ordinal()];
  }

  byte[] routeOf(Endpoint endpoint) {
    return routes[endpoint.ordinal()];
  }

  private static byte[] service(Backend backend) {
    return json(
        "{'id':'%s','name':'%s','host':'%s','port':8443,'protocol':'https','retries':5,"
            + "'read_timeout':60000,'enabled':true,'created_at':1751356800}",
        backend.id(), backend.serviceName(), backend.host());
  }

  private static byte[] route(Endpoint endpoint) {
    String prefix = endpoint.prefix();
    String name = prefix.substring(1).replace('/', '-').replace('.', '-');
    return json(
        "{'id':'%s','name':'%s','paths':['%s'],'protocols':['https'],'strip_path':false,"
            + "'preserve_host':false,'path_handling':'v0','regex_priority':0,"
            + "'service':{'id':'%s'},'created_at':1751356800}",
        Names.uuid(Draw.name(name), 2), name, prefix.replace("/", "\\/"), endpoint.backend().id());
  }

  private static byte[] json(String template, Object... values) {
    return LineBuffer.ascii(template.replace('\'', '"').formatted(values));
  }
}
