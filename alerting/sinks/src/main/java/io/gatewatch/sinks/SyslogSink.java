package io.gatewatch.sinks;

import io.gatewatch.alerting.Alert;
import io.gatewatch.sinks.Delivery.Unavailable;
import io.gatewatch.sinks.format.CefLine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * CEF over syslog: RFC 5424 messages over TCP or TLS with octet counting (RFC 6587, RFC 5425).
 * Syslog knows no acknowledgement, so what a receiver had in its buffers when it died is lost to
 * it; that it has closed the connection is noticed before each message. One that takes no more is
 * given up after some seconds.
 */
final class SyslogSink implements Sink {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int WRITE_MILLIS = 10_000;

  /** Little, since what waits here when the receiver dies is lost. */
  private static final int SEND_BUFFER = 32 * 1024;

  private final String host;
  private final int port;
  private final boolean tls;
  private final int writeMillis;
  private final String self;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(SyslogSink::watchThread);

  /** Below TLS, if there is any: closing it ends whatever waits for the receiver. */
  private Socket wire;

  private Socket socket;

  SyslogSink(String address, boolean tls) {
    this(address, tls, WRITE_MILLIS);
  }

  /**
   * A sink.
   *
   * @param writeMillis how long a receiver may take for one message, the TLS handshake included
   */
  SyslogSink(String address, boolean tls, int writeMillis) {
    int colon = address.lastIndexOf(':');
    this.host = address.substring(0, colon);
    this.port = Integer.parseInt(address.substring(colon + 1));
    this.tls = tls;
    this.writeMillis = writeMillis;
    this.self = ownName();
  }

  @Override
  public Delivery deliver(Alert alert, byte[] row) {
    byte[] message = CefLine.syslog(alert, self).getBytes(StandardCharsets.UTF_8);
    try {
      connect();
      write(message);
      return Delivery.TAKEN;
    } catch (IOException e) {
      disconnect();
      return new Unavailable("syslog: " + e.getClass().getSimpleName(), 0);
    }
  }

  private void connect() throws IOException {
    if (socket != null && hasClosed(socket)) {
      disconnect();
    }
    if (socket != null) {
      return;
    }
    Socket fresh = new Socket();
    wire = fresh;
    fresh.setSendBufferSize(SEND_BUFFER);
    fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    fresh.setKeepAlive(true);
    fresh.setTcpNoDelay(true);
    socket = tls ? secured(fresh) : fresh;
  }

  private SSLSocket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters checked = secured.getSSLParameters();
    checked.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(checked);
    return secured;
  }

  /** A receiver that takes no more would hold a plain write for ever. */
  private void write(byte[] message) throws IOException {
    Socket watched = wire;
    Future<?> limit = watch.schedule(() -> close(watched), writeMillis, TimeUnit.MILLISECONDS);
    try {
      OutputStream out = socket.getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
    } finally {
      limit.cancel(false);
    }
  }

  /** A syslog receiver never speaks: the end of its side is the end of the connection. */
  private static boolean hasClosed(Socket open) throws IOException {
    open.setSoTimeout(1);
    try {
      return open.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillThere) {
      return false;
    }
  }

  @Override
  public void close() {
    disconnect();
    watch.shutdownNow();
  }

  private void disconnect() {
    close(wire);
    wire = null;
    socket = null;
  }

  private static void close(Socket open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException alreadyGone) {
      // nothing is left to close
    }
  }

  private static Thread watchThread(Runnable work) {
    Thread thread = new Thread(work, "gatewatch-syslog-watch");
    thread.setDaemon(true);
    return thread;
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-";
    }
  }
}
