package io.gatewatch.replaydata.generate;

/**
 * Whom a label is about, named as alerts name it.
 *
 * @param kind agent, source or service
 * @param id consumer id of an agent, a.b.c.0/24 of a source, name of a service
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
}
