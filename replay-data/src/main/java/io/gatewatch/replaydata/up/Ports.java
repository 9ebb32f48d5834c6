package io.gatewatch.replaydata.up;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether a port can be had, and ports that nobody has. */
public final class Ports {

  /** Below the range from which systems give ports to outgoing connections. */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;

  /** Each process begins somewhere else, so that two rarely want the same. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % COUNT));

  private Ports() {}

  static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  static boolean isFreeForUdp(String host, int port) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, port))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** A port that is free on 127.0.0.1; never the same twice. */
  public static int anyFree() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree("127.0.0.1", port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + FIRST + " and " + (FIRST + COUNT));
  }
}
