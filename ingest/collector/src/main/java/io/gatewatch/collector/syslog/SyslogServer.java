package io.gatewatch.collector.syslog;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All syslog listeners of a collector: one event loop, and two threads that parse. */
public final class SyslogServer implements AutoCloseable {
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int DATAGRAMS_A_READ = 256;
  private static final int UDP_BUFFER_BYTES = 4 << 20;
  private static final int WORKERS = 2;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("gatewatch-syslog", true), NioIoHandler.newFactory());
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          WORKERS, new DefaultThreadFactory("gatewatch-syslog-lines", true));
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Channel> ports = new ArrayList<>();
  private final LineSink sink;
  private final Limits limits;

  private SyslogServer(LineSink sink, Limits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  /**
   * @param connections that may be open at once, over all ports
   * @param idle a connection without a byte for so long is closed
   * @param udpHeldBytes of datagrams that may wait on one port
   */
  record Limits(int connections, Duration idle, long udpHeldBytes) {
    static final Limits USUAL = new Limits(128, Duration.ofMinutes(10), 4 << 20);
  }

  /**
   * Opens all listeners, or none.
   *
   * @throws IllegalStateException when a port is taken
   */
  public static SyslogServer start(List<SyslogListener> listeners, LineSink sink) {
    return start(listeners, sink, Limits.USUAL);
  }

  static SyslogServer start(List<SyslogListener> listeners, LineSink sink, Limits limits) {
    SyslogServer server = new SyslogServer(sink, limits);
    for (SyslogListener listener : listeners) {
      ChannelFuture bound =
          switch (listener.protocol()) {
            case TCP -> server.bindTcp(listener);
            case UDP -> server.bindUdp(listener);
          };
      if (!bound.awaitUninterruptibly().isSuccess()) {
        server.close();
        throw new IllegalStateException(
            "syslog: "
                + listener.host()
                + ":"
                + listener.port()
                + " is taken (mend: choose another port)",
            bound.cause());
      }
      server.ports.add(bound.channel());
    }
    return server;
  }

  /** The ports listened on, in the order of the listeners. */
  public List<Integer> ports() {
    return ports.stream().map(SyslogServer::port).toList();
  }

  /** Stops listening, then lets lines under way be stored for up to two seconds. */
  @Override
  public void close() {
    ports.forEach(port -> port.close().awaitUninterruptibly());
    connections.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    workers.shutdown();
    try {
      var unused = workers.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ChannelFuture bindTcp(SyslogListener listener) {
    Networks networks = Networks.of(listener.allowedNetworks());
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel connection) {
                open(listener, networks, connection);
              }
            })
        .bind(listener.host(), listener.port());
  }

  private void open(SyslogListener listener, Networks networks, SocketChannel connection) {
    String label = Integer.toString(port(connection));
    String refusal =
        !networks.contains(connection.remoteAddress())
            ? "network"
            : connections.size() >= limits.connections() ? "connections" : null;
    if (refusal != null) {
      SyslogMetrics.REFUSED.labelValues(label, refusal).inc();
      var unused = connection.close();
      return;
    }
    connections.add(connection);
    SyslogMetrics.CONNECTIONS.labelValues(label).inc();
    var unused =
        connection
            .closeFuture()
            .addListener(closed -> SyslogMetrics.CONNECTIONS.labelValues(label).dec());
    connection
        .pipeline()
        .addLast(
            new IdleStateHandler(limits.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS),
            new SyslogFrames(label),
            new TcpLines(listener, sink, workers));
  }

  private ChannelFuture bindUdp(SyslogListener listener) {
    FixedRecvByteBufAllocator whole = new FixedRecvByteBufAllocator(LARGEST_DATAGRAM);
    whole.maxMessagesPerRead(DATAGRAMS_A_READ);
    return new Bootstrap()
        .group(loop)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.RECVBUF_ALLOCATOR, whole)
        .option(ChannelOption.SO_RCVBUF, UDP_BUFFER_BYTES)
        .handler(
            new ChannelInitializer<NioDatagramChannel>() {
              @Override
              protected void initChannel(NioDatagramChannel channel) {
                channel
                    .pipeline()
                    .addLast(new UdpLines(listener, sink, workers, limits.udpHeldBytes()));
              }
            })
        .bind(listener.host(), listener.port());
  }

  private static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }
}
