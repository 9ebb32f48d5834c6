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
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * CEF over syslog: RFC 5424 messages over TCP or TLS with octet counting (RFC 6587, RFC 5425).
 * Syslog knows no acknowledgement, so what a receiver had in its buffers when it died is lost to
 * it; that it has closed the connection is noticed before each message.
 */
final class SyslogSink implements Sink {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String host;
  private final int port;
  private final SocketFactory sockets;
  private final String self;
  private Socket socket;

  SyslogSink(String address, boolean tls) {
    int colon = address.lastIndexOf(':');
    host = address.substring(0, colon);
    port = Integer.parseInt(address.substring(colon + 1));
    sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    self = ownName();
  }

  @Override
  public Delivery deliver(Alert alert, byte[] row) {
    byte[] message = CefLine.syslog(alert, self).getBytes(StandardCharsets.UTF_8);
    try {
      OutputStream out = connected().getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
      return Delivery.TAKEN;
    } catch (IOException e) {
      close();
      return new Unavailable("syslog: " + e.getClass().getSimpleName(), 0);
    }
  }

  private Socket connected() throws IOException {
    if (socket != null && hasClosed(socket)) {
      close();
    }
    if (socket == null) {
      Socket fresh = sockets.createSocket();
      if (fresh instanceof SSLSocket secured) {
        SSLParameters checked = secured.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(checked);
      }
      fresh.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      fresh.setKeepAlive(true);
      fresh.setTcpNoDelay(true);
      socket = fresh;
    }
    return socket;
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
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // nothing is left to close
      }
      socket = null;
    }
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-";
    }
  }
}
