package io.gatewatch.gateways;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends targets byte for byte, which HTTP clients would rather mend; one connection. */
final class RawCaller implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final String key;

  RawCaller(int port, String key) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    this.key = key;
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers) {
    String header(String name) {
      return headers.get(name);
    }
  }

  Answer send(String method, String target) throws IOException {
    String request =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: test\r\nX-Api-Key: "
            + key
            + "\r\nContent-Length: 0\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    if (!method.equals("HEAD")) {
      body(headers);
    }
    return new Answer(status, headers);
  }

  private void body(Map<String, String> headers) throws IOException {
    if (!"chunked".equals(headers.get("transfer-encoding"))) {
      in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
      return;
    }
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      in.readNBytes(size + 2);
    }
    line();
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
