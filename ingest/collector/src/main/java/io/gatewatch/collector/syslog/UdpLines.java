package io.gatewatch.collector.syslog;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datagrams of one port, one message each. They are always read; what cannot be held is dropped
 * and counted. What the kernel drops before us nobody tells us.
 */
final class UdpLines extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(UdpLines.class);

  private final SyslogListener listener;
  private final Networks networks;
  private final LineSink sink;
  private final Executor workers;
  private final long mostHeldBytes;
  private String port;
  private Batches batches;

  UdpLines(SyslogListener listener, LineSink sink, Executor workers, long mostHeldBytes) {
    this.listener = listener;
    this.networks = Networks.of(listener.allowedNetworks());
    this.sink = sink;
    this.workers = workers;
    this.mostHeldBytes = mostHeldBytes;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    int number = ((InetSocketAddress) ctx.channel().localAddress()).getPort();
    port = Integer.toString(number);
    batches =
        new Batches(
            lines -> sink.take(listener, number, lines),
            workers,
            ctx.executor(),
            port,
            () -> ctx.channel().isOpen(),
            () -> {});
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    if (!networks.contains(packet.sender())) {
      SyslogMetrics.REFUSED.labelValues(port, "network").inc();
      return;
    }
    byte[] line = SyslogMessage.text(ByteBufUtil.getBytes(packet.content()));
    if (line.length == 0) {
      return;
    }
    SyslogMetrics.LINES.labelValues(port).inc();
    if (batches.heldBytes() + Batches.charge(line) > mostHeldBytes) {
      SyslogMetrics.DROPPED.labelValues(port).inc();
    } else {
      batches.add(line);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    batches.send();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.warn("a syslog packet could not be taken: {}", cause.getClass().getName());
  }
}
