package io.gatewatch.gateways.haproxy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One map of HAProxy over its runtime socket. The socket has no exit codes and reports success
 * falsely; so every change ends with a look at what is there.
 */
final class HaproxyMap {
  /** Lines of a payload: a command has to fit into HAProxy's buffer of 16 KB. */
  private static final int PAYLOAD_BYTES = 8_000;

  private static final Pattern FOUND = Pattern.compile("key=\"([^\"]*)\", value=\"([^\"]*)\"");

  private final RuntimeSocket socket;
  private final String name;

  HaproxyMap(RuntimeSocket socket, String name) {
    this.socket = socket;
    this.name = name;
  }

  /** Sets a key, whether it is there or not. */
  void put(String key, String value) throws IOException {
    String answer = socket.ask("set map " + name + " " + key + " " + value);
    if (answer.contains("entry not found")) {
      answer = socket.ask("add map " + name + " " + key + " " + value);
    }
    expectSilence(answer);
  }

  /** Takes a key away. */
  void remove(String key) throws IOException {
    String answer = socket.ask("del map " + name + " " + key);
    if (!answer.isEmpty() && !answer.contains("not found")) {
      throw new IOException("del map " + name + ": " + answer);
    }
  }

  /** Has exactly these entries afterwards, in one step. */
  void replace(Map<String, String> entries) throws IOException {
    String answer = socket.ask("prepare map " + name);
    if (!answer.startsWith("New version created: ")) {
      throw new IOException("prepare map " + name + ": " + answer);
    }
    String version = "@" + answer.substring(answer.indexOf(": ") + 2).strip();
    StringBuilder payload = new StringBuilder();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      payload.append(entry.getKey()).append(' ').append(entry.getValue()).append('\n');
      if (payload.length() > PAYLOAD_BYTES) {
        add(version, payload);
      }
    }
    if (payload.length() > 0) {
      add(version, payload);
    }
    expectSilence(socket.ask("commit map " + version + " " + name));
  }

  /** All entries; of a key that is there twice the first, as HAProxy itself takes it. */
  Map<String, String> all() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    String answer = socket.ask("show map " + name);
    if (answer.startsWith("Unknown map")) {
      throw new IOException(name + ": HAProxy has no such map: " + answer.split("\n", 2)[0]);
    }
    for (String line : answer.lines().toList()) {
      String[] parts = line.split(" ", 3);
      if (parts.length == 3) {
        entries.putIfAbsent(parts[1], parts[2]);
      }
    }
    return entries;
  }

  /** The value of a key, as HAProxy would find it. */
  Optional<String> get(String key) throws IOException {
    String answer = socket.ask("get map " + name + " " + key);
    Matcher found = FOUND.matcher(answer);
    return found.find() && found.group(1).equals(key)
        ? Optional.of(found.group(2))
        : Optional.empty();
  }

  private void add(String version, StringBuilder payload) throws IOException {
    expectSilence(socket.ask("add map " + version + " " + name + " <<\n" + payload));
    payload.setLength(0);
  }

  private void expectSilence(String answer) throws IOException {
    if (!answer.isEmpty()) {
      throw new IOException(name + ": " + answer.split("\n", 2)[0]);
    }
  }
}
