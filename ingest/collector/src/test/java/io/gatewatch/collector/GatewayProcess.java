package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real gateway of this machine, run in the foreground with a configuration of the test's. */
final class GatewayProcess implements AutoCloseable {
  static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
  static final Path NGINX = Path.of("/usr/sbin/nginx");

  private final Process process;
  private final int port;
  private final Path output;

  private GatewayProcess(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /** HAProxy, logging in the format that we ship; {@code @NAME@} is filled in. */
  static GatewayProcess haproxy(Path folder, Map<String, Object> values) throws Exception {
    int port = freePort();
    Path file = configured(folder, "haproxy.cfg", port, values);
    return started(folder, port, List.of(HAPROXY.toString(), "-db", "-f", file.toString()));
  }

  /** nginx, likewise. */
  static GatewayProcess nginx(Path folder, Map<String, Object> values) throws Exception {
    int port = freePort();
    Files.createDirectories(folder.resolve("tmp"));
    Path file = configured(folder, "nginx.conf", port, values);
    return started(
        folder,
        port,
        List.of(
            NGINX.toString(),
            "-p",
            folder.toString(),
            "-c",
            file.toString(),
            "-e",
            folder.resolve("error.log").toString()));
  }

  /** Sends a request and gives the status of the answer. */
  int get(String path) throws IOException {
    return get(port, path);
  }

  /** The same, to another port of this gateway. */
  static int get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nhost: api\r\nuser-agent: t\r\nconnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static GatewayProcess started(Path folder, int port, List<String> command)
      throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    GatewayProcess gateway = new GatewayProcess(process, port, output);
    gateway.awaitPort();
    return gateway;
  }

  private void awaitPort() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      assertThat(process.isAlive()).as("%s", shown()).isTrue();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        assertThat(System.nanoTime()).as("%s", shown()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private String shown() throws IOException {
    return Files.readString(output);
  }

  private static Path configured(Path folder, String config, int port, Map<String, Object> values)
      throws IOException {
    String text =
        resource("/gateways/syslog-" + config)
            .replace("@SHIPPED@", resource("/gateways/" + config))
            .replace("@PORT@", Integer.toString(port))
            .replace("@FOLDER@", folder.toString())
            .replace("@USER@", System.getProperty("user.name"));
    for (Map.Entry<String, Object> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
    }
    Path file = folder.resolve(config);
    Files.writeString(file, text);
    return file;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GatewayProcess.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
