package io.gatewatch.replaydata.generate;

/**
 * Whom a label is about, named as alerts name it.
 *
 * @param kind agent, source, route or service
 * @param id consumer id of an agent, a.b.c.0/24 of a source, template of a route, name of a service
 * @param name what people call it
 */
public record LabelEntity(String kind, String id, String name) {
  static LabelEntity of(Agent agent) {
    return new LabelEntity("agent", agent.consumerId(), agent.name());
  }

  static LabelEntity network(String firstThreeParts) {
    String network = firstThreeParts + ".0/24";
    return new LabelEntity("source", network, network);
  }

  static LabelEntity route(String template) {
    return new LabelEntity("route", template, template);
  }
}
