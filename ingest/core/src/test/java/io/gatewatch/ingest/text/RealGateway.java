package io.gatewatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A gateway of this machine, run on loopback for a test; the test is skipped where it is missing.
 */
public final class RealGateway implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;
  private final int port;

  private RealGateway(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Where a program is installed; skips the test, and says so, where it is not. */
  public static String installed(String program) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return folder + "/" + program;
      }
    }
    assumeTrue(false, program + " is not installed (apt-get install " + program + ")");
    return null;
  }

  /** Starts a gateway that listens on a port; what it prints goes to a file. */
  public static RealGateway start(List<String> command, int port, Path log) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors(log).toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    RealGateway gateway = new RealGateway(process, log, port);
    gateway.await(() -> isOpen(port), "port " + port);
    return gateway;
  }

  /** A port that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A file that the project publishes. */
  public static String published(String resource) throws IOException {
    try (InputStream in = RealGateway.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Sends bytes, one for each character, reads what comes back until the gateway closes. */
  public String send(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Sends bytes and goes away without waiting for an answer. */
  public void sendAndLeave(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(300);
      assertThat(socket.getInputStream().read()).isNegative();
    } catch (SocketTimeoutException e) {
      // As meant: the gateway is still busy with the request.
    }
  }

  /** An open connection, to be closed by the caller. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** The lines of a log once there are as many as expected. */
  public List<byte[]> lines(Path file, int expected) throws Exception {
    await(() -> linesNow(file).size() >= expected, expected + " lines in " + file.getFileName());
    return linesNow(file);
  }

  /** Sends it a signal, such as USR2 for a reload of HAProxy. */
  public void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** What it printed. */
  public Path output() {
    return log;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      boolean late = System.nanoTime() > deadline || !process.isAlive();
      assertThat(late)
          .as("%s; errors: %s", what, Files.readString(errors(log), StandardCharsets.ISO_8859_1))
          .isFalse();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static Path errors(Path log) {
    return log.resolveSibling(log.getFileName() + ".errors");
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<byte[]> linesNow(Path file) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, from, at));
        from = at + 1;
      }
    }
    return lines;
  }
}
