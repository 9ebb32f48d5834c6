package io.gatewatch.replaydata.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection to a gateway of this machine, kept for many calls, as clients do: when the gateway
 * has closed it between two calls, there is a new one. Confined to one thread.
 */
final class KeptConnection implements AutoCloseable {
  private final int port;
  private final String head;
  private Socket socket;
  private BufferedReader in;

  /**
   * An answer.
   *
   * @param quota the quota that refused the call, as the gateway names it; null when none did
   */
  record Answer(int status, String quota) {}

  /**
   * A connection that is opened with its first call.
   *
   * @param headers of each call, name and value in turn
   */
  KeptConnection(int port, String... headers) {
    this.port = port;
    StringBuilder text = new StringBuilder(" HTTP/1.1\r\nHost: bank\r\nUser-Agent: loop\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    head = text.append("\r\n").toString();
  }

  Answer get(String path) throws IOException {
    boolean fresh = socket == null;
    try {
      return ask(path);
    } catch (IOException e) {
      close();
      if (fresh) {
        throw e;
      }
      return ask(path);
    }
  }

  private Answer ask(String path) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }
    socket.getOutputStream().write(("GET " + path + head).getBytes(StandardCharsets.US_ASCII));
    String first = line();
    String quota = null;
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(name.length() + 1).strip();
      length = name.equals("content-length") ? Integer.parseInt(value) : length;
      chunked |= name.equals("transfer-encoding") && value.equalsIgnoreCase("chunked");
      quota = name.equals("x-gatewatch-quota") ? value : quota;
      last |= name.equals("connection") && value.equalsIgnoreCase("close");
    }
    passOver(chunked, length);
    if (last) {
      close();
    }
    return new Answer(Integer.parseInt(first.split(" ", 3)[1]), quota);
  }

  private void passOver(boolean chunked, int length) throws IOException {
    int size = chunked ? Integer.parseInt(line(), 16) : length;
    while (size > 0) {
      if (in.skip(size) < size) {
        throw new IOException("the gateway has closed the connection within an answer");
      }
      // Behind each chunk there is the end of its line, then the size of the next.
      size = chunked && line().isEmpty() ? Integer.parseInt(line(), 16) : 0;
    }
    if (chunked) {
      line();
    }
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the gateway has closed the connection");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
