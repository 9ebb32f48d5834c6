package io.gatewatch.replaydata.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One test of CrowdSec's hub: a log, and the sources that an alert is expected of. */
record HubTest(
    String name, String logType, String file, boolean behavioural, List<String> sources) {

  static HubTest of(JsonNode entry) {
    List<String> sources = new ArrayList<>();
    entry.path("expected_sources").forEach(s -> sources.add(s.asText()));
    return new HubTest(
        entry.path("test").asText(),
        entry.path("log_type").asText(),
        entry.path("log_file").asText(),
        entry.path("behavioural").asBoolean(),
        sources);
  }

  /** How many of the expected sources an alert is about, each by its network of 256 addresses. */
  long found(Replayed run) {
    return sources.stream()
        .filter(s -> run.lastVersions().stream().anyMatch(a -> isAbout(a, s)))
        .count();
  }

  boolean foundAll(Replayed run) {
    return found(run) == sources.size();
  }

  /** Strangers of one network are one caller, whose alert names one of them or the network. */
  private static boolean isAbout(JsonNode alert, String address) {
    String id = alert.path("entity").path("id").asText();
    String category = alert.path("category").asText();
    return !category.equals("sensitive_data_exposure") && network(id).equals(network(address));
  }

  private static String network(String address) {
    return address.substring(0, address.lastIndexOf('.') + 1);
  }

  /** One row of the table. */
  String row(Replayed shipped, Replayed withPack) {
    String what = behavioural ? "behaviour" : "single request";
    if (shipped.calls() == 0) {
      return "%-14s %-34s %-20s not a format of ours".formatted(what, name, logType);
    }
    return "%-14s %-34s %-20s %d of %d, with the pack %d"
        .formatted(what, name, logType, found(shipped), sources.size(), found(withPack));
  }
}
