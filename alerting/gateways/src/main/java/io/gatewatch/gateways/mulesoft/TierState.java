package io.gatewatch.gateways.mulesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.LimitText;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which contracts were moved, from which tier, and until when: a JSON file, written before a
 * contract is moved, because nothing in MuleSoft knows how to come back. Two readers of one gateway
 * share it; the one that acts reads it again when the other one has written it. About 400 B for
 * each limit.
 */
final class TierState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCHEMA = 1;

  private final Path file;
  private final Map<String, Moved> clients = new LinkedHashMap<>();
  private FileTime written;

  /** What is known of one client's contract. */
  static final class Moved {
    final long contract;
    final Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();

    /** Limits that are over or withdrawn, until the contract is where it should be without them. */
    final Map<Slot, EffectiveLimit> lifting = new LinkedHashMap<>();

    /** Tiers that we have moved it to. */
    final Set<Long> used = new LinkedHashSet<>();

    /** Where it goes back to. */
    long original;

    /** Where it should be now. */
    long ours;

    Moved(long contract, long original) {
      this.contract = contract;
      this.original = original;
      this.ours = original;
    }

    /** Holds a limit from now on; whether that is new. */
    boolean hold(EffectiveLimit limit) {
      boolean wasLifting = lifting.remove(limit.slot()) != null;
      return !limit.equals(limits.put(limit.slot(), limit)) || wasLifting;
    }

    /** A limit shall not hold any more; whether it did. */
    boolean lift(Slot slot) {
      EffectiveLimit limit = limits.remove(slot);
      if (limit != null) {
        lifting.put(slot, limit);
      }
      return limit != null;
    }
  }

  private TierState(Path file) {
    this.file = file;
  }

  /** Reads the file; where there is none, nothing was moved. */
  static TierState in(Path file) throws IOException {
    TierState state = new TierState(file);
    state.refresh();
    return state;
  }

  /** By client id. */
  Map<String, Moved> clients() {
    return clients;
  }

  /** Reads the file again if somebody else has written it. */
  void refresh() throws IOException {
    FileTime now = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    if (now != null && !now.equals(written)) {
      JsonNode whole = JSON.readTree(Files.readAllBytes(file));
      if (whole == null || whole.path("schema").asInt() != SCHEMA) {
        throw new IOException(file + " is no state of a MuleSoft reader");
      }
      clients.clear();
      whole.path("clients").properties().forEach(c -> clients.put(c.getKey(), read(c)));
      written = now;
    }
  }

  /** Writes it whole: the old file or the new one is there, whatever happens. */
  void save() throws IOException {
    ObjectNode whole = JSON.createObjectNode().put("schema", SCHEMA);
    ObjectNode all = whole.putObject("clients");
    clients.forEach((client, moved) -> write(all.putObject(client), moved));
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "tiers",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, JSON.writeValueAsBytes(whole));
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    written = Files.getLastModifiedTime(file);
  }

  private static void write(ObjectNode to, Moved moved) {
    to.put("contract", moved.contract).put("original", moved.original).put("ours", moved.ours);
    moved.used.forEach(to.putArray("used")::add);
    write(to.putObject("limits"), moved.limits);
    write(to.putObject("lifting"), moved.lifting);
  }

  private static void write(ObjectNode to, Map<Slot, EffectiveLimit> limits) {
    limits.values().forEach(limit -> to.put(LimitText.key(limit.slot()), LimitText.value(limit)));
  }

  private static Moved read(Map.Entry<String, JsonNode> client) {
    JsonNode from = client.getValue();
    Moved moved = new Moved(from.path("contract").asLong(), from.path("original").asLong());
    moved.ours = from.path("ours").asLong();
    from.path("used").forEach(tier -> moved.used.add(tier.asLong()));
    read(from.path("limits"), moved.limits);
    read(from.path("lifting"), moved.lifting);
    return moved;
  }

  private static void read(JsonNode from, Map<Slot, EffectiveLimit> limits) {
    from.properties()
        .forEach(
            entry ->
                LimitText.read(entry.getKey(), entry.getValue().asText())
                    .ifPresent(limit -> limits.put(limit.slot(), limit)));
  }
}
