package io.gatewatch.ingest.catalog.learning;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.catalog.ObjectKind;
import io.gatewatch.ingest.catalog.RequestPath;
import io.gatewatch.ingest.catalog.VersionSegment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns, from the masked routes of one tenant and gateway group, where ids stand that look like
 * words, and tells them as a source of a catalogue. Sees successful calls of authenticated agents
 * without an operation; everything else changes nothing. Adding and merging commute.
 *
 * <p>Keeps the 64 agents with the smallest hashes, at most 32 MB in all, usually far below 1 MB.
 */
public final class RouteLearner {
  private static final int VERSION = 2;
  private static final int MOST_AGENTS = 64;
  private static final int LONGEST_PREFIX = 200;
  private static final int SEEN = 4096;

  private final String tenant;
  private final String group;
  private final TreeMap<Long, AgentPlaces> agents = new TreeMap<>(Long::compareUnsigned);

  /** Fingerprints of what was added lately: adding it again would change nothing. */
  private final long[] seen = new long[SEEN];

  /** A learner that has seen nothing. */
  public RouteLearner(String tenant, String group) {
    this.tenant = requireNonNull(tenant, "tenant");
    this.group = requireNonNull(group, "group");
  }

  /** Sees a call. */
  public void observe(ApiCall call) {
    if (call.principal().kind() != Principal.Kind.AGENT
        || call.status() < 200
        || call.status() > 299
        || call.operation() != null
        || !call.tenant().equals(tenant)
        || !call.gatewayGroup().equals(group)) {
      return;
    }
    long agent = WordSample.hash(call.principal().issuer() + "~" + call.principal().id());
    long fingerprint = agent * 31 + WordSample.hash(call.route());
    int slot = (int) (fingerprint >>> 52);
    if (seen[slot] != fingerprint) {
      seen[slot] = fingerprint;
      add(agent, call.route());
    }
  }

  /** Adds what another learner of the same tenant and group has seen. */
  public void merge(RouteLearner other) {
    if (!other.tenant.equals(tenant) || !other.group.equals(group)) {
      throw new IllegalArgumentException(
          "group: "
              + other.tenant
              + "/"
              + other.group
              + " (expected: "
              + tenant
              + "/"
              + group
              + ")");
    }
    other.agents.forEach(
        (hash, places) -> {
          AgentPlaces own = agent(hash);
          if (own != null) {
            own.addAll(places);
          }
        });
  }

  /** What was learned: all of before (null for nothing), and what is new. */
  public CatalogSource learned(CatalogSource before) {
    TreeSet<String> learned = new TreeSet<>(before == null ? List.of() : before.learned());
    Crossings known = new Crossings(learned);
    for (Map.Entry<Place, List<PlaceWords>> entry : byPlace().entrySet()) {
      String prefix = entry.getKey().prefix();
      PlaceVotes votes = new PlaceVotes(entry.getValue());
      if (!known.covers(prefix) && votes.isId()) {
        learned.add(prefix + "/{id:" + kind(prefix) + "}");
        votes.sharedWords().forEach(word -> learned.add(prefix + "/" + word));
        known = new Crossings(learned);
      }
    }
    return new CatalogSource(
        "learned",
        "traffic of " + tenant + "/" + group,
        "learned",
        List.of(),
        List.of(),
        List.copyOf(learned));
  }

  /** Forgets the evidence for what is in force now: from here on its routes come masked. */
  public void settle(CatalogSource inForce) {
    Crossings known = new Crossings(inForce.learned());
    agents.values().forEach(agent -> agent.forget(known::covers));
    Arrays.fill(seen, 0);
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeUTF(tenant);
    out.writeUTF(group);
    out.writeByte(agents.size());
    for (Map.Entry<Long, AgentPlaces> agent : agents.entrySet()) {
      out.writeLong(agent.getKey());
      agent.getValue().writeTo(out);
    }
  }

  /** Reads a state of this version or an older one. */
  public static RouteLearner readFrom(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "route learner of version " + version + " (expected: 1.." + VERSION + ")");
    }
    RouteLearner learner = new RouteLearner(in.readUTF(), in.readUTF());
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      learner.agents.put(in.readLong(), AgentPlaces.readFrom(in, version));
    }
    return learner;
  }

  private void add(long hash, String route) {
    if (isCatalogued(route)) {
      return;
    }
    AgentPlaces agent = agent(hash);
    if (agent == null) {
      return;
    }
    int depth = 0;
    for (int from = 1; from < route.length() && from <= LONGEST_PREFIX; depth++) {
      int to = RequestPath.segmentEnd(route, from);
      String word = route.substring(from, to);
      boolean counts =
          word.equals(PlaceWords.ID) || (word.charAt(0) != '{' && word.charAt(0) != '.');
      if (counts && !VersionSegment.matches(word)) {
        agent.add(Place.of(depth, route.substring(0, from - 1)), word);
      }
      from = to + 1;
    }
  }

  /** Whether a route holds parameters that a catalogue named: such a path needs no learning. */
  private static boolean isCatalogued(String route) {
    for (int open = route.indexOf('{'); open >= 0; open = route.indexOf('{', open + 1)) {
      if (!route.startsWith("{id}", open) && !route.startsWith("{rest}", open)) {
        return true;
      }
    }
    return route.indexOf("//") >= 0;
  }

  private AgentPlaces agent(long hash) {
    AgentPlaces agent = agents.get(hash);
    if (agent == null) {
      agent = new AgentPlaces();
      agents.put(hash, agent);
      if (agents.size() > MOST_AGENTS) {
        agents.pollLastEntry();
      }
    }
    return agents.get(hash);
  }

  private Map<Place, List<PlaceWords>> byPlace() {
    Map<Place, List<PlaceWords>> byPlace = new TreeMap<>();
    for (AgentPlaces agent : agents.values()) {
      agent
          .byPlace()
          .forEach(
              (place, words) ->
                  byPlace.computeIfAbsent(place, any -> new ArrayList<>()).add(words));
    }
    return byPlace;
  }

  private static String kind(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int slash = prefix.lastIndexOf('/', end - 1);
      String word = prefix.substring(slash + 1, end);
      if (word.charAt(0) != '{' && !VersionSegment.matches(word)) {
        return ObjectKind.ofWord(word);
      }
      end = slash;
    }
    return "object";
  }
}
