package io.gatewatch.gateways.haproxy;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.LimitText;
import io.gatewatch.gateways.LocalSocket;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * HAProxy by its runtime socket. Limits lie in one map, {@link LimitText}; in a second one lie the
 * operation groups that limits on {@code *} spare, as regular expressions over {@code
 * except|group}, put there before the limit that needs them. A reload makes both empty again.
 */
public final class HaproxyGateway implements Gateway {
  private final RuntimeSocket socket;
  private final HaproxyMap limits;
  private final HaproxyMap spared;

  /**
   * A gateway by its socket.
   *
   * @param limitsMap and {@code sparedMap}: the files' names as HAProxy's configuration has them
   */
  public HaproxyGateway(Path runtimeSocket, String limitsMap, String sparedMap) {
    socket = new RuntimeSocket(LocalSocket.unix(runtimeSocket));
    limits = new HaproxyMap(socket, limitsMap);
    spared = new HaproxyMap(socket, sparedMap);
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        "haproxy",
        true,
        true,
        true,
        Duration.ofMillis(20),
        Duration.ofSeconds(1),
        Duration.ZERO,
        "the time between two calls in steps of 10 us, rounded up; 100 min at most");
  }

  @Override
  public String incarnation() throws IOException {
    String started =
        socket
            .ask("show info")
            .lines()
            .filter(line -> line.startsWith("Pid: ") || line.startsWith("Start_time_sec: "))
            .collect(Collectors.joining(", "));
    if (!started.contains("Pid: ")) {
      throw new IOException("the runtime socket does not answer as HAProxy's");
    }
    return started;
  }

  @Override
  public void apply(EffectiveLimit limit) throws IOException {
    spareFirst(List.of(limit));
    limits.put(LimitText.key(limit.slot()), LimitText.value(limit));
  }

  @Override
  public void lift(Slot slot) throws IOException {
    limits.remove(LimitText.key(slot));
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> wanted) throws IOException {
    spareFirst(wanted);
    Map<String, String> entries = new LinkedHashMap<>();
    wanted.forEach(limit -> entries.put(LimitText.key(limit.slot()), LimitText.value(limit)));
    limits.replace(entries);
    spared.replace(sparedBy(wanted));
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() throws IOException {
    Map<String, String> sparedNow = spared.all();
    Map<Slot, EffectiveLimit> found = new LinkedHashMap<>();
    limits
        .all()
        .forEach(
            (key, value) ->
                LimitText.read(key, value)
                    .filter(limit -> isSpared(limit, sparedNow))
                    .ifPresent(limit -> found.put(limit.slot(), limit)));
    return found;
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) throws IOException {
    Optional<EffectiveLimit> found =
        limits.get(LimitText.key(slot)).flatMap(text -> LimitText.read(LimitText.key(slot), text));
    return found.isPresent()
            && !found.get().except().isEmpty()
            && !isSpared(found.get(), spared.all())
        ? Optional.empty()
        : found;
  }

  @Override
  public void close() {
    // Each command has a connection of its own.
  }

  private void spareFirst(Collection<EffectiveLimit> wanted) throws IOException {
    Map<String, String> there = spared.all();
    for (Map.Entry<String, String> entry : sparedBy(wanted).entrySet()) {
      if (!there.containsKey(entry.getKey())) {
        spared.put(entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isSpared(EffectiveLimit limit, Map<String, String> there) {
    return there.keySet().containsAll(sparedBy(List.of(limit)).keySet());
  }

  /** Regular expressions over {@code except|group}, both percent-encoded. */
  static Map<String, String> sparedBy(Collection<EffectiveLimit> wanted) {
    Map<String, String> expressions = new TreeMap<>();
    for (EffectiveLimit limit : wanted) {
      for (String glob : limit.except()) {
        String list = quoted(LimitText.spared(limit.except()));
        String group = quoted(LimitText.encode(glob)).replace("%2A", ".*");
        expressions.put("^" + list + "[|]" + group + "$", "1");
      }
    }
    return expressions;
  }

  private static String quoted(String encoded) {
    return encoded.replace(".", "[.]");
  }
}
