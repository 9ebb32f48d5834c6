package io.gatewatch.detectors;

import static io.gatewatch.detectors.FieldNeed.Loss.BLIND;
import static io.gatewatch.detectors.FieldNeed.Loss.WEAKER;
import static io.gatewatch.ingest.CallField.AGENT;
import static io.gatewatch.ingest.CallField.AGENT_CLASS;
import static io.gatewatch.ingest.CallField.BYTES_OUT;
import static io.gatewatch.ingest.CallField.CLAIMED_ID;
import static io.gatewatch.ingest.CallField.CONSENT;
import static io.gatewatch.ingest.CallField.OBJECTS;
import static io.gatewatch.ingest.CallField.ON_BEHALF_OF;
import static io.gatewatch.ingest.CallField.OPERATION;
import static io.gatewatch.ingest.CallField.SOURCE_ADDRESS;
import static io.gatewatch.ingest.CallField.USER_AGENT;
import static io.gatewatch.ingest.CallField.USER_PRESENT;

import io.gatewatch.ingest.CallField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which detector lives on which fields of a call: what {@code telemetry-gap} says when a field is
 * lost, and {@code doctor} when it was never there. Detectors go by their name without version:
 * {@code rule.object-enumeration}; all models by {@code model}. A test holds that every shipped
 * rule has its entry.
 */
public final class FieldNeeds {
  private static final FieldNeed ONE_NETWORK =
      need(AGENT, WEAKER, "agents of one network are judged as one caller");
  private static final SortedMap<String, List<FieldNeed>> BY_DETECTOR = table();

  private FieldNeeds() {}

  private static SortedMap<String, List<FieldNeed>> table() {
    TreeMap<String, List<FieldNeed>> needs = new TreeMap<>();
    needs.put(
        "rule.credential-stuffing",
        List.of(
            need(SOURCE_ADDRESS, BLIND, "who tries credentials is known by address only"),
            need(CLAIMED_ID, WEAKER, "how many identities were tried stays unknown")));
    needs.put(
        "rule.object-enumeration",
        List.of(need(OBJECTS, BLIND, "no object, no enumeration"), ONE_NETWORK));
    needs.put(
        "rule.endpoint-discovery",
        List.of(need(SOURCE_ADDRESS, BLIND, "strangers are known by address only"), ONE_NETWORK));
    needs.put(
        "rule.runaway-loop",
        List.of(
            ONE_NETWORK,
            need(OBJECTS, WEAKER, "calls for other objects look the same"),
            need(CONSENT, WEAKER, "calls under other consents look the same"),
            need(ON_BEHALF_OF, WEAKER, "calls for other customers look the same")));
    needs.put(
        "rule.volume-spike",
        List.of(ONE_NETWORK, need(AGENT_CLASS, WEAKER, "a flash crowd looks like a spike")));
    needs.put(
        "rule.strange-client",
        List.of(
            need(AGENT, BLIND, "only agents have a past of their own"),
            need(SOURCE_ADDRESS, BLIND, "networks are not known"),
            need(USER_AGENT, BLIND, "programs are not known")));
    needs.put(
        "rule.peer-volume",
        List.of(
            need(AGENT, BLIND, "only agents have peers"),
            need(AGENT_CLASS, BLIND, "peers are agents of one class")));
    needs.put(
        "rule.own-evidence",
        List.of(
            need(AGENT, BLIND, "only agents have a past of their own"),
            need(OBJECTS, WEAKER, "new objects and walks are not seen"),
            need(SOURCE_ADDRESS, WEAKER, "new networks are not seen"),
            need(USER_AGENT, WEAKER, "a stranger with its credential is not told from a move"),
            need(BYTES_OUT, WEAKER, "the size of answers counts as none"),
            need(USER_PRESENT, WEAKER, "payments without their customer are not seen"),
            need(
                AGENT_CLASS,
                WEAKER,
                "newcomers are compared with who mostly does the same, and month's ends are not known")));
    needs.put(
        "rule.consent-frequency",
        List.of(
            need(CONSENT, BLIND, "accesses are counted by consent"),
            need(USER_PRESENT, BLIND, "whether the customer was there stays unknown"),
            need(OBJECTS, BLIND, "accesses are counted by account"),
            need(AGENT, BLIND, "only agents hold consents")));
    needs.put("rule.silence", List.of(need(AGENT, BLIND, "only agents are missed")));
    needs.put("rule.off-hours", List.of(need(AGENT, BLIND, "only agents have hours")));
    needs.put("rule.client-fault", List.of(ONE_NETWORK));
    needs.put("rule.service-degraded", List.of());
    needs.put(
        "rule.distributed-stuffing",
        List.of(need(SOURCE_ADDRESS, BLIND, "all strangers are one caller")));
    needs.put("rule.telemetry-gap", List.of());
    needs.put(
        "rule.unregistered-client", List.of(need(AGENT, BLIND, "only agents can be registered")));
    needs.put("rule.past-review", List.of(need(AGENT, BLIND, "only agents can be registered")));
    needs.put(
        "rule.above-stage",
        List.of(
            need(AGENT, BLIND, "only agents have a stage"),
            need(OPERATION, WEAKER, "what is a payment is guessed from the path")));
    needs.put(
        "rule.sensitive-data",
        List.of(need(AGENT, WEAKER, "who sends it is known by network only")));
    needs.put(
        "rule.injection-probe",
        List.of(need(AGENT, WEAKER, "who probes is known by network only")));
    needs.put("rule.constant-probing", List.of());
    needs.put(
        "rule.undocumented-endpoint",
        List.of(
            need(AGENT, BLIND, "what is in use is what agents use"),
            need(OPERATION, WEAKER, "only use by others tells what is written down")));
    needs.put(
        "rule.deprecated-endpoint",
        List.of(
            need(AGENT, BLIND, "only agents have habits"),
            need(OPERATION, WEAKER, "only older versions of what it uses are seen")));
    needs.put(
        "rule.unauthenticated-abuse",
        List.of(
            need(AGENT, BLIND, "without agents all routes are open"),
            need(SOURCE_ADDRESS, BLIND, "all strangers are one caller"),
            need(OBJECTS, WEAKER, "how much it saw stays unknown")));
    needs.put(
        "rule.client-impersonation",
        List.of(
            need(CLAIMED_ID, BLIND, "who it says it is stays unknown"),
            need(SOURCE_ADDRESS, WEAKER, "an agent's own networks are not told from others")));
    needs.put(
        "model",
        List.of(
            need(AGENT, BLIND, "models judge agents only"),
            need(OBJECTS, WEAKER, "new objects and walks count as none"),
            need(BYTES_OUT, WEAKER, "the size of answers counts as none")));
    return Collections.unmodifiableSortedMap(needs);
  }

  /** Names of all detectors that have an entry, in order. */
  public static List<String> detectors() {
    return List.copyOf(BY_DETECTOR.keySet());
  }

  /** What a detector lives on; empty when it needs no more than every call has. */
  public static List<FieldNeed> of(String detector) {
    return BY_DETECTOR.getOrDefault(nameOf(detector), List.of());
  }

  /** Who suffers without a field: names of detectors, in order, with what they lose. */
  public static SortedMap<String, FieldNeed> without(CallField field) {
    TreeMap<String, FieldNeed> losers = new TreeMap<>();
    for (Map.Entry<String, List<FieldNeed>> entry : BY_DETECTOR.entrySet()) {
      entry.getValue().stream()
          .filter(need -> need.field() == field)
          .forEach(need -> losers.put(entry.getKey(), need));
    }
    return losers;
  }

  /** Name of a detector: {@code rule.x@3} is {@code rule.x}, {@code model.y@1} is {@code model}. */
  public static String nameOf(String detector) {
    int version = detector.lastIndexOf('@');
    String id = version < 0 ? detector : detector.substring(0, version);
    return id.startsWith("model.") ? "model" : id;
  }

  /** The table of the README, one row a detector. */
  public static String table(List<String> detectors) {
    List<String> rows = new ArrayList<>();
    for (String detector : detectors) {
      List<String> cells = new ArrayList<>();
      for (FieldNeed need : of(detector)) {
        String loss = need.loss() == BLIND ? "**blind**" : "weaker";
        cells.add("`" + need.field().wireName() + "` " + loss + ": " + need.why());
      }
      rows.add(
          "| `" + detector + "` | " + (cells.isEmpty() ? "–" : String.join("; ", cells)) + " |");
    }
    return String.join("\n", rows);
  }

  private static FieldNeed need(CallField field, FieldNeed.Loss loss, String why) {
    return new FieldNeed(field, loss, why);
  }
}
